package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Point;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxSam2Test {
    private final Map<String, Embedding> embeddings = new HashMap<>();
    private OnnxPacks packs;

    @BeforeAll
    void open() {
        packs = OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny"), 2);
    }

    @AfterAll
    void close() {
        packs.close();
    }

    static Stream<GoldenPoints.Case> cases() {
        return GoldenPoints.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void masksAndScoresAreTheGoldenOnes(GoldenPoints.Case golden) {
        SourceImage picture = GoldenPoints.picture(golden.image());

        List<Candidate> candidates = packs.maskModel().decode(embedding(golden.image()), golden.prompt());

        JsonNode expected = golden.expected();
        assertThat(candidates).hasSize(expected.get("count").asInt());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            JsonNode mask = expected.get("masks").get(i);
            double iou = GoldenPoints.iou(
                    GoldenPoints.upsampled(candidate.logits(), picture.width(), picture.height()),
                    GoldenPoints.mask(mask.get("file").asText()));
            System.out.println(golden.id() + " iou " + iou + " measured " + mask.get("measuredIou") + " score "
                    + candidate.score() + " vs " + expected.get("ious").get(i));
            assertThat(iou).isGreaterThanOrEqualTo(mask.get("minIou").asDouble());
            assertThat(candidate.score())
                    .isCloseTo(
                            expected.get("ious").get(i).asDouble(),
                            within(expected.get("iouTolerance").asDouble()));
        }
    }

    @Test
    void aRefinementStepChangesTheLogits() {
        Candidate first = single("astronaut.png", 0);
        Candidate refined = single("astronaut.png", 1);

        assertThat(refined.logits().values()).isNotEqualTo(first.logits().values());
        assertThat(single("astronaut.png", 1).logits().values())
                .isEqualTo(refined.logits().values());
    }

    @Test
    void boxesAreAnsweredInTheirOrderHoweverManyAreDecodedAtOnce() {
        Box face = new Box(0.34, 0.12, 0.56, 0.4);
        Box helmet = new Box(0.52, 0.63, 0.99, 0.99);
        Embedding astronaut = embedding("astronaut.png");

        List<Candidate> five = packs.maskModel().decode(astronaut, List.of(face, helmet, face, helmet, helmet));
        List<Candidate> one = packs.maskModel().decode(astronaut, List.of(helmet));

        assertThat(five).hasSize(5);
        assertThat(five).extracting(Candidate::score).allSatisfy(score -> assertThat(score)
                .isGreaterThan(0.5));
        assertThat(five.get(4).logits().values())
                .usingComparatorWithPrecision(0.01f)
                .isEqualTo(one.get(0).logits().values());
        assertThat(five.get(0).logits().values())
                .isNotEqualTo(five.get(1).logits().values());
    }

    private Candidate single(String image, int refinementSteps) {
        PointsPrompt prompt = new PointsPrompt(List.of(new Point(0.44, 0.27)), List.of(), refinementSteps, true, true);
        return packs.maskModel().decode(embedding(image), prompt).get(0);
    }

    private Embedding embedding(String image) {
        return embeddings.computeIfAbsent(image, name -> packs.maskModel().encode(GoldenPoints.picture(name)));
    }
}
