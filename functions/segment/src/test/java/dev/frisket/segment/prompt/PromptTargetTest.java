package dev.frisket.segment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTargetTest {
    private static final Detection WIDE = new Detection(new Box(0, 0.3, 0.9, 0.5), 0.9, "dog");
    private static final Detection CORNER = new Detection(new Box(0.1, 0, 0.3, 0.2), 0.8, "dog");
    private static final Detection SMALL = new Detection(new Box(0.9, 0.8, 1, 0.9), 0.7, "dog");
    private static final Detection CAT = new Detection(new Box(0, 0, 0.01, 1), 0.6, "cat");
    private static final List<Detection> ALL = List.of(WIDE, CORNER, SMALL, CAT);

    @Test
    void withoutAPositionAllOfTheClassesAreMeant() {
        assertThat(among(PromptTarget.all(Set.of("dog")), ALL)).containsExactly(WIDE, CORNER, SMALL);
        assertThat(among(PromptTarget.all(Set.of("dog", "cat")), ALL)).isEqualTo(ALL);
        assertThat(among(PromptTarget.all(Set.of("cow")), ALL)).isEmpty();
    }

    /** The wide one begins farther left than the one in the corner, but its centre lies to the right of it. */
    @ParameterizedTest
    @CsvSource({"LEFT, 0.8", "RIGHT, 0.7", "TOP, 0.8", "BOTTOM, 0.7", "LARGEST, 0.9", "SMALLEST, 0.7"})
    void aPositionPicksOneOfTheClass(Position position, double score) {
        assertThat(among(at("dog", position), ALL)).extracting(Detection::score).containsExactly(score);
        assertThat(among(at("cow", position), ALL)).isEmpty();
    }

    @Test
    void ofEqualsTheBetterIsPicked() {
        Detection worse = new Detection(CORNER.box(), 0.1, "dog");

        assertThat(among(at("dog", Position.LEFT), List.of(CORNER, worse))).containsExactly(CORNER);
    }

    @Test
    void twoPositionsPickACorner() {
        Detection bottomRight = SMALL;
        Detection topRightish = new Detection(new Box(0.7, 0.1, 0.8, 0.2), 0.2, "dog");

        assertThat(among(at("dog", Position.TOP, Position.RIGHT), List.of(CORNER, bottomRight, topRightish)))
                .containsExactly(topRightish);
    }

    private static PromptTarget at(String name, Position... positions) {
        return new PromptTarget(Set.of(name), Selection.at(Set.of(positions)), Optional.empty());
    }

    private static List<Detection> among(PromptTarget target, List<Detection> detections) {
        return target.among(detections, classes -> detections.stream()
                .filter(detection -> classes.contains(detection.label()))
                .toList());
    }
}
