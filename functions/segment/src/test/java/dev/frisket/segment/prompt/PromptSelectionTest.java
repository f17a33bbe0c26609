package dev.frisket.segment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.model.Detections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the things in a scene prompts mean: what is found is named by its score. */
class PromptSelectionTest {
    private static final Vocabulary VOCABULARY = CocoWords.vocabulary();

    /**
     * Four persons in a row, p1 to p4 from the left, the second nearest and the last largest; a bench between the second
     * and the third; a car behind the first; a clock high above the bench. The surest person is p3, then p1, p4, p2.
     */
    private static final List<Detection> SCENE = List.of(
            new Detection(new Box(0.40, 0.60, 0.55, 0.80), 0.95, "bench"),
            new Detection(new Box(0.60, 0.40, 0.70, 0.78), 0.93, "person"),
            new Detection(new Box(0.05, 0.45, 0.15, 0.85), 0.91, "person"),
            new Detection(new Box(0.75, 0.10, 0.98, 0.82), 0.84, "person"),
            new Detection(new Box(0.25, 0.50, 0.35, 0.95), 0.72, "person"),
            new Detection(new Box(0.00, 0.40, 0.20, 0.70), 0.65, "car"),
            new Detection(new Box(0.45, 0.05, 0.50, 0.10), 0.56, "clock"));

    private final PromptReader reader = new PromptReader(VOCABULARY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            people                                            | 93 91 84 72 |
            the second person from the left                   | 72          |
            third person from the right                       | 72          |
            the last person from the left                     | 84          |
            the last one on the right                         | 84          |
            person, second from the left                      | 72          |
            the second largest person                         | 72          |
            the fifth person from the left                    |             |
            the two people                                    | 93 91       |
            3 people                                          | 93 91 84    |
            the two people on the left                        | 91 72       |
            the first two people from the right               | 93 84       |
            man, left                                         | 91          |
            the left and the right person                     | 91 84       |
            the person on the left of the bench               | 91 72       |
            the two people to the right of the bench          | 93 84       |
            people next to the bench                          | 93 72       |
            the person closest to the car                     | 91          |
            the person in front of the car                    | 91          |
            the car behind the man                            |             |
            the person nearest the camera                     | 72          |
            the clock above the bench                         | 56          |
            the clock below the bench                         |             |
            the person next to the laptop                     |             |
            left of the bench                                 | 91 72 65 56 |
            the largest person to the left of the bench       | 72          |
            everything                                        | 95 93 91 84 72 65 56 |
            everything except people                          | 95 65 56    | 93 91 84 72
            people but not the leftmost                       | 93 84 72    | 91
            the people, but not the one on the right          | 93 91 72    | 84
            people except the person to the left of the bench | 93 84       | 91 72
            people but not the bench                          | 93 91 84 72 | 95
            people but not the people                         |             | 93 91 84 72
            the car without the person                        | 65          | 93 91 84 72
            """)
    void aPromptMeansTheseOfTheScene(String prompt, String found, String excluded) {
        ParsedPrompt parsed = reader.read(prompt);

        Detections detections = parsed.among(
                SCENE.stream()
                        .filter(detection -> parsed.lookedFor().contains(detection.label())
                                || parsed.targets().isEmpty())
                        .toList(),
                VOCABULARY.classes());

        assertThat(scores(detections.found())).isEqualTo(found == null ? "" : found);
        assertThat(scores(detections.excluded())).isEqualTo(excluded == null ? "" : excluded);
    }

    private static String scores(List<Detection> detections) {
        return detections.stream()
                .map(detection -> String.valueOf(Math.round(detection.score() * 100)))
                .collect(Collectors.joining(" "));
    }
}
