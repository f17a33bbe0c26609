package dev.frisket.segment.model;

/**
 * A place in a picture.
 *
 * @param x fraction of the width, 0..1, from the left
 * @param y fraction of the height, 0..1, from the top
 */
public record Point(double x, double y) {

    /** @throws IllegalArgumentException if a coordinate is outside 0..1 */
    public Point {
        Fractions.require("x", x);
        Fractions.require("y", y);
    }
}
