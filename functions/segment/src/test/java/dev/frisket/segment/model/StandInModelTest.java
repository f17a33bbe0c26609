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

        Logits logits = model.decode(embedding(), new PointsPrompt(List.of(centre), List.of(right), 0, true, true))
                .get(0)
                .logits();

        assertThat(logits.values()[128 * logits.side() + 128]).isPositive();
        assertThat(logits.values()[128 * logits.side() + 179]).isNegative();
        assertThat(logits.values()[128 * logits.side() + 77]).isPositive();
    }
}
