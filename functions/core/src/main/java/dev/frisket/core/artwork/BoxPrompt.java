package dev.frisket.core.artwork;

/**
 * An upright rectangle in the picture as displayed, given to the model as a prompt.
 *
 * @param x1 left edge, fraction of the width, 0..1
 * @param y1 top edge, fraction of the height, 0..1
 * @param x2 right edge, fraction of the width, above x1, at most 1
 * @param y2 bottom edge, fraction of the height, above y1, at most 1
 */
public record BoxPrompt(double x1, double y1, double x2, double y2) {
    /** @throws IllegalArgumentException if an edge is outside 0..1 or the box is empty */
    public BoxPrompt {
        if (!(x1 >= 0 && x1 < x2 && x2 <= 1 && y1 >= 0 && y1 < y2 && y2 <= 1)) {
            throw new IllegalArgumentException("no box in 0..1: " + x1 + ", " + y1 + ", " + x2 + ", " + y2);
        }
    }
}
