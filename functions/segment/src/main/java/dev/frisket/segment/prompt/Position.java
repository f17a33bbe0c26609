package dev.frisket.segment.prompt;

import dev.frisket.segment.model.Box;

/** Which one of several things is meant: each measures a box, and the least of all boxes is the one. */
public enum Position {
    /** The centre is farthest to the left. */
    LEFT,
    /** The centre is farthest to the right. */
    RIGHT,
    /** The centre is highest in the picture. */
    TOP,
    /** The centre is lowest in the picture. */
    BOTTOM,
    /** The box is largest. */
    LARGEST,
    /** The box is smallest. */
    SMALLEST;

    /** How far a box is from being the one, as a share of the picture. */
    double measure(Box box) {
        return switch (this) {
            case LEFT -> (box.left() + box.right()) / 2;
            case RIGHT -> -(box.left() + box.right()) / 2;
            case TOP -> (box.top() + box.bottom()) / 2;
            case BOTTOM -> -(box.top() + box.bottom()) / 2;
            case LARGEST -> -box.area();
            case SMALLEST -> box.area();
        };
    }
}
