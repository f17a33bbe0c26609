package dev.frisket.segment.model;

import dev.frisket.core.artwork.BoxPrompt;

/**
 * An upright rectangle in a picture.
 *
 * @param left fraction of the width, 0..1
 * @param top fraction of the height, 0..1
 * @param right fraction of the width, above left, at most 1
 * @param bottom fraction of the height, above top, at most 1
 */
public record Box(double left, double top, double right, double bottom) {

    /** @throws IllegalArgumentException if an edge is outside 0..1 or NaN, or the box is empty */
    public Box {
        requireFraction("left", left);
        requireFraction("top", top);
        requireFraction("right", right);
        requireFraction("bottom", bottom);
        if (left >= right || top >= bottom) {
            throw new IllegalArgumentException(
                    "the box from %s, %s to %s, %s is empty".formatted(left, top, right, bottom));
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be within 0..1, was " + value);
        }
    }

    /** A box that a request prompts with. */
    public static Box of(BoxPrompt prompt) {
        return new Box(prompt.x1(), prompt.y1(), prompt.x2(), prompt.y2());
    }

    /** Share of the width times share of the height, above 0, at most 1. */
    public double area() {
        return (right - left) * (bottom - top);
    }

    /** Intersection over union with another box, 0..1: 0 if they don't overlap, 1 if they are equal. */
    public double iou(Box other) {
        double both = intersection(other);
        return both / (area() + other.area() - both);
    }

    /** Share of this box's area that another covers, 0..1. */
    public double coverage(Box other) {
        return intersection(other) / area();
    }

    private double intersection(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return Math.max(0, width) * Math.max(0, height);
    }
}
