package dev.frisket.segment.model;

import dev.frisket.core.artwork.Point;
import dev.frisket.segment.picture.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model for tests of everything around models: it answers in a millisecond, and its answers are easy to foretell.
 *
 * <p>Each positive point is the middle of a disc, each negative one cuts a disc out; the candidates of one prompt have
 * discs of growing radius and falling score. A box is filled.
 */
public final class StandInModel implements MaskModel, ModelPacks {
    /** Radii of the three candidates, as fractions of the picture's sides. */
    public static final List<Double> RADII = List.of(0.125, 0.25, 0.375);

    private static final double BEST_SCORE = 0.9;

    @Override
    public MaskModel maskModel() {
        return this;
    }

    @Override
    public Embedding encode(SourceImage picture) {
        return new Embedding(Map.of());
    }

    @Override
    public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
        int count = prompt.multimask() && !prompt.bestMask() ? RADII.size() : 1;
        return IntStream.range(0, count)
                .mapToObj(i -> new Candidate(discs(prompt, RADII.get(i)), BEST_SCORE - i * 0.1))
                .toList();
    }

    @Override
    public List<Candidate> decode(Embedding embedding, List<Box> boxes) {
        List<Candidate> candidates = new ArrayList<>();
        for (Box box : boxes) {
            candidates.add(new Candidate(
                    plane((x, y) -> x >= box.left() && x <= box.right() && y >= box.top() && y <= box.bottom()),
                    BEST_SCORE));
        }
        return candidates;
    }

    @Override
    public void close() {}

    private static Logits discs(PointsPrompt prompt, double radius) {
        return plane((x, y) -> prompt.positive().stream().anyMatch(point -> distance(point, x, y) < radius)
                && prompt.negative().stream().noneMatch(point -> distance(point, x, y) < radius));
    }

    private static double distance(Point point, double x, double y) {
        return Math.hypot(point.x() - x, point.y() - y);
    }

    private static Logits plane(Inside inside) {
        float[] values = new float[Logits.SIDE * Logits.SIDE];
        for (int row = 0; row < Logits.SIDE; row++) {
            for (int column = 0; column < Logits.SIDE; column++) {
                boolean in = inside.test((column + 0.5) / Logits.SIDE, (row + 0.5) / Logits.SIDE);
                values[row * Logits.SIDE + column] = in ? 10 : -10;
            }
        }
        return new Logits(values);
    }

    private interface Inside {
        boolean test(double x, double y);
    }
}
