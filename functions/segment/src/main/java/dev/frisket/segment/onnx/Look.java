package dev.frisket.segment.onnx;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A part of the picture that the detector looks at by itself, a square once the picture is brought to one.
 *
 * <p>Things of a few per cent of the picture are some thirty pixels in what the model sees, too few for it. Tiles show
 * them twice as large. From tiles only small things are taken, since what is large shows in several of them in parts; and
 * their scores count less, since a closer look also sees more that is not there. Sizes and factor were chosen on 128
 * pictures of COCO: union IoU 0.57 for 0.50 of the whole alone.
 *
 * @param left fraction of the picture's width, 0..1
 * @param top fraction of the picture's height, 0..1
 * @param side fraction of the picture's sides, above 0, at most 1
 */
record Look(double left, double top, double side) {
    /** Sides of a tile, as a fraction of the picture's. */
    static final double TILE = 0.45;

    static final Look WHOLE = new Look(0, 0, 1);

    /** Tiles in a row and in a column; neighbours overlap. */
    private static final int ROW = 3;

    /** Fraction of the picture's area that a thing in a tile stays below. */
    private static final double SMALL = 0.03;

    /** Fraction of a tile's sides within which a box at an inner edge is taken for cut off. */
    private static final double EDGE = 0.01;

    private static final double TRUST = 0.75;

    /** The tiles, row by row from the top left. */
    private static final List<Look> TILES = IntStream.range(0, ROW * ROW)
            .mapToObj(i -> new Look(offset(i % ROW), offset(i / ROW), TILE))
            .toList();

    private static double offset(int index) {
        return index * (1 - TILE) / (ROW - 1);
    }

    boolean isWhole() {
        return equals(WHOLE);
    }

    /**
     * What was seen here, in the picture; empty if it is better seen in another look.
     *
     * @param box in fractions of this look
     * @param score 0..1
     */
    Optional<Detection> detection(Box box, double score, String label) {
        if (isWhole()) {
            return Optional.of(new Detection(box, score, label));
        }
        double area = box.area() * side * side;
        boolean hollow = left(box) >= right(box) || top(box) >= bottom(box);
        return hollow || area >= SMALL || isCut(box)
                ? Optional.empty()
                : Optional.of(
                        new Detection(new Box(left(box), top(box), right(box), bottom(box)), TRUST * score, label));
    }

    private double left(Box box) {
        return left + side * box.left();
    }

    private double top(Box box) {
        return top + side * box.top();
    }

    private double right(Box box) {
        return Math.min(1, left + side * box.right());
    }

    private double bottom(Box box) {
        return Math.min(1, top + side * box.bottom());
    }

    private boolean isCut(Box box) {
        return (left > 0 && box.left() < EDGE)
                || (top > 0 && box.top() < EDGE)
                || (left < offset(ROW - 1) && box.right() > 1 - EDGE)
                || (top < offset(ROW - 1) && box.bottom() > 1 - EDGE);
    }

    /** The tiles of a picture of some pixels; none where they would show no more than the whole does. */
    static List<Look> tilesOf(int width, int height, int seen) {
        return width > seen || height > seen ? TILES : List.of();
    }
}
