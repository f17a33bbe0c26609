package dev.frisket.segment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapSuppressionTest {
    private static final Box LEFT_HALF = new Box(0, 0, 0.5, 1);

    @Test
    void overlapIsTheSharedPartOfBoth() {
        assertThat(LEFT_HALF.iou(LEFT_HALF)).isEqualTo(1);
        assertThat(LEFT_HALF.iou(new Box(0.5, 0, 1, 1))).isZero();
        assertThat(LEFT_HALF.iou(new Box(0.6, 0, 1, 1))).isZero();
        assertThat(LEFT_HALF.iou(new Box(0.25, 0, 0.75, 1))).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(LEFT_HALF.iou(new Box(0, 0.5, 0.5, 1))).isEqualTo(0.5);
    }

    @Test
    void whatMuchOverlapsABetterOneGoesAndWhatOverlapsByHalfStays() {
        Detection half = new Detection(new Box(0, 0, 0.5, 0.5), 0.3, "a");
        Detection most = new Detection(new Box(0, 0, 0.5, 0.51), 0.4, "b");
        Detection whole = new Detection(LEFT_HALF, 0.5, "c");

        assertThat(OverlapSuppression.apply(List.of(half, whole))).containsExactly(whole, half);
        assertThat(OverlapSuppression.apply(List.of(half, most, whole))).containsExactly(whole, half);
        assertThat(OverlapSuppression.apply(List.of())).isEmpty();
    }

    @Test
    void whatOverlapsOnlyASuppressedOneStays() {
        Detection first = new Detection(new Box(0, 0, 0.6, 1), 0.9, "a");
        Detection second = new Detection(new Box(0.15, 0, 0.75, 1), 0.8, "a");
        Detection third = new Detection(new Box(0.3, 0, 0.9, 1), 0.7, "a");

        assertThat(OverlapSuppression.apply(List.of(third, second, first))).containsExactly(first, third);
    }

    @Test
    void equalScoresKeepTheirOrder() {
        Detection one = new Detection(new Box(0, 0, 0.1, 0.1), 0.5, "one");
        Detection two = new Detection(new Box(0.5, 0.5, 0.6, 0.6), 0.5, "two");
        Detection same = new Detection(two.box(), 0.5, "same");

        assertThat(OverlapSuppression.apply(List.of(two, same, one))).containsExactly(two, one);
    }
}
