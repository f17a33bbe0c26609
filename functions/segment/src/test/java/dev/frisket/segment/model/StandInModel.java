package dev.frisket.segment.model;

import dev.frisket.core.artwork.Point;
import dev.frisket.segment.picture.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mask model for tests that need masks but not correct ones: takes milliseconds, no files, and its results are
 * predictable.
 *
 * <p>A points prompt gives discs around its positive points without those around its negative ones; the three
 * candidates of a multimask answer have radii of an eighth, a quarter and a half of the picture's side, and the second
 * scores best. Each refinement step makes the radius a hundredth larger. A box gives itself, beside points
 * also itself.
 */
public final class StandInModel implements MaskModel {
    private static final double[] RADII = {0.125, 0.25, 0.5};
    private static final double[] SCORES = {0.7, 0.9, 0.8};
    private static final int BEST = 1;
    private static final double STEP = 0.01;
    private static final float STEEPNESS = 40;
    private static final int SIDE = 256;

    @Override
    public String digest() {
        return "0".repeat(64);
    }

    @Override
    public int enoughPixels() {
        return 1300;
    }

    @Override
    public Embedding encode(SourceImage picture) {
        return new Embedding(Map.of("size", new short[] {(short) picture.width(), (short) picture.height()}));
    }

    @Override
    public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
        if (!prompt.multimask() || prompt.bestMask()) {
            return List.of(discs(prompt, BEST));
        }
        return List.of(discs(prompt, 0), discs(prompt, 1), discs(prompt, 2));
    }

    @Override
    public List<Candidate> decode(Embedding embedding, List<Box> boxes, int refinementSteps) {
        List<Candidate> candidates = new ArrayList<>();
        for (Box box : boxes) {
            candidates.add(new Candidate(logits((x, y) -> depth(box, x, y)), SCORES[BEST]));
        }
        return candidates;
    }

    private static double depth(Box box, double x, double y) {
        return Math.min(Math.min(x - box.left(), box.right() - x), Math.min(y - box.top(), box.bottom() - y));
    }

    private static Candidate discs(PointsPrompt prompt, int candidate) {
        double radius = RADII[candidate] + STEP * prompt.refinementSteps();
        Box box = prompt.box();
        Place inside = (x, y) -> {
            double discs =
                    Math.min(radius - nearest(prompt.positive(), x, y), nearest(prompt.negative(), x, y) - radius / 2);
            return box == null ? discs : Math.max(discs, depth(box, x, y));
        };
        return new Candidate(logits(inside), SCORES[candidate]);
    }

    /** Distance to the nearest of the points, in sides of the picture; large if there is none. */
    private static double nearest(List<Point> points, double x, double y) {
        double nearest = 2;
        for (Point point : points) {
            nearest = Math.min(nearest, Math.hypot(point.x() - x, point.y() - y));
        }
        return nearest;
    }

    private static Logits logits(Place inside) {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            double x = (i % SIDE + 0.5) / SIDE;
            int row = i / SIDE;
            values[i] = STEEPNESS * (float) inside.depth(x, (row + 0.5) / SIDE);
        }
        return new Logits(SIDE, values);
    }

    @Override
    public void close() {}

    /** Signed distance of a position to the mask's edge: negative outside. */
    @FunctionalInterface
    private interface Place {
        double depth(double x, double y);
    }
}
