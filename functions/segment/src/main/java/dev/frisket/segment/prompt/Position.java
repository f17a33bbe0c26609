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
    /** The centre is nearest to the picture's. */
    MIDDLE,
    /** The box ends lowest in the picture, where level ground is nearest to the camera. */
    NEAREST,
    /** The box ends highest in the picture. */
    FARTHEST,
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
            case MIDDLE -> Math.hypot(box.left() + box.right() - 1, box.top() + box.bottom() - 1) / 2;
            case NEAREST -> -box.bottom();
            case FARTHEST -> box.bottom();
            case LARGEST -> -box.area();
            case SMALLEST -> box.area();
        };
    }

    /** The position at the other end; the middle is its own. */
    Position opposite() {
        return switch (this) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case TOP -> BOTTOM;
            case BOTTOM -> TOP;
            case MIDDLE -> MIDDLE;
            case NEAREST -> FARTHEST;
            case FARTHEST -> NEAREST;
            case LARGEST -> SMALLEST;
            case SMALLEST -> LARGEST;
        };
    }
}
