package dev.frisket.segment.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedTest {
    private static final Detection WIDE = new Detection(new Box(0, 0.3, 0.9, 0.5), 0.9, "dog");
    private static final Detection CORNER = new Detection(new Box(0.1, 0, 0.3, 0.2), 0.8, "dog");
    private static final Detection SMALL = new Detection(new Box(0.9, 0.8, 1, 0.9), 0.7, "dog");
    private static final Detection CAT = new Detection(new Box(0, 0, 0.01, 1), 0.6, "cat");
    private static final List<Detection> ALL = List.of(WIDE, CORNER, SMALL, CAT);

    @Test
    void withoutAPositionAllOfTheClassesAreMeant() {
        assertThat(new Wanted(Set.of("dog"), Set.of()).among(ALL)).containsExactly(WIDE, CORNER, SMALL);
        assertThat(new Wanted(Set.of("dog", "cat"), Set.of()).among(ALL)).isEqualTo(ALL);
        assertThat(new Wanted(Set.of("cow"), Set.of()).among(ALL)).isEmpty();
    }

    /** The wide one begins farther left than the one in the corner, but its centre lies to the right of it. */
    @ParameterizedTest
    @CsvSource({"LEFT, 0.8", "RIGHT, 0.7", "TOP, 0.8", "BOTTOM, 0.7", "LARGEST, 0.9", "SMALLEST, 0.7"})
    void aPositionPicksOneOfTheClass(Position position, double score) {
        assertThat(new Wanted(Set.of("dog"), Set.of(position)).among(ALL))
                .extracting(Detection::score)
                .containsExactly(score);
        assertThat(new Wanted(Set.of("cow"), Set.of(position)).among(ALL)).isEmpty();
    }

    @Test
    void ofEqualsTheBetterIsPicked() {
        Detection worse = new Detection(CORNER.box(), 0.1, "dog");

        assertThat(new Wanted(Set.of("dog"), Set.of(Position.LEFT)).among(List.of(CORNER, worse)))
                .containsExactly(CORNER);
    }

    @Test
    void twoPositionsPickACorner() {
        Set<Position> topRight = Set.of(Position.TOP, Position.RIGHT);
        Detection bottomRight = SMALL;
        Detection topRightish = new Detection(new Box(0.7, 0.1, 0.8, 0.2), 0.2, "dog");

        assertThat(new Wanted(Set.of("dog"), topRight).among(List.of(CORNER, bottomRight, topRightish)))
                .containsExactly(topRightish);
    }
}
