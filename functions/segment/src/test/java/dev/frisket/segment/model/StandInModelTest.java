package dev.frisket.segment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandInModelTest extends MaskModelContract {
    private final StandInModel model = new StandInModel();

    @Override
    protected MaskModel model() {
        return model;
    }

    @Override
    protected Embedding embedding() {
        return model.encode(picture());
    }

    @Test
    void aNegativePointTakesADiscOutOfThePositiveOne() {
        Point centre = new Point(0.5, 0.5);
        Point right = new Point(0.7, 0.5);

        float[] logits = model.decode(embedding(), new PointsPrompt(List.of(centre), List.of(right), 0, true, true))
                .get(0)
                .logits()
                .values();

        assertThat(logits[128 * Logits.SIDE + 128]).isPositive();
        assertThat(logits[128 * Logits.SIDE + 179]).isNegative();
        assertThat(logits[128 * Logits.SIDE + 77]).isPositive();
    }
}
