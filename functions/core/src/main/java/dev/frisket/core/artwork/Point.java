package dev.frisket.core.artwork;

/**
 * A point in the picture as displayed.
 *
 * @param x fraction of the width, 0..1, from the left
 * @param y fraction of the height, 0..1, from the top
 */
public record Point(double x, double y) {
    /** @throws IllegalArgumentException if a coordinate is outside 0..1 */
    public Point {
        if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
            throw new IllegalArgumentException("outside 0..1: " + x + ", " + y);
        }
    }
}
