package dev.frisket.segment.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.frisket.core.artwork.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {
    private static final List<Point> ONE = List.of(new Point(0, 1));

    @Test
    void aPromptWithoutPointsIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsPrompt(List.of(), List.of(), 0, true, true));
        assertThatNoException().isThrownBy(() -> new PointsPrompt(List.of(), ONE, 0, true, true));
        assertThatNoException()
                .isThrownBy(() -> new PointsPrompt(List.of(), List.of(), 0, true, true, new Box(0, 0, 1, 1)));
    }

    @Test
    void refinementStepsAreZeroToTen() {
        assertThatNoException().isThrownBy(() -> new PointsPrompt(ONE, List.of(), 10, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsPrompt(ONE, List.of(), 11, true, true));
        assertThatIllegalArgumentException().isThrownBy(() -> new PointsPrompt(ONE, List.of(), -1, true, true));
    }

    @Test
    void coordinatesAreFractions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(1.001, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(0, -0.001));
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(Double.NaN, 0));
    }

    @Test
    void aBoxIsNeverEmpty() {
        assertThatNoException().isThrownBy(() -> new Box(0, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Box(0.5, 0, 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0.9, 1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 1.1, 1));
    }
}
