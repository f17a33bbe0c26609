package dev.frisket.segment.prompt;

import dev.frisket.segment.model.Box;
import java.util.Optional;

/** Where a thing is, seen from another, judged by their boxes. */
enum Relation {
    /** The centre is farther left than the other's. */
    LEFT_OF,
    /** The centre is farther right than the other's. */
    RIGHT_OF,
    /** The centre is higher in the picture than the other's. */
    ABOVE,
    /** The centre is lower in the picture than the other's. */
    BELOW,
    /** The gap to the other is no larger than the smaller of both, across and down. */
    NEXT_TO,
    /** The gap to the other is the least of all. */
    CLOSEST_TO,
    /** The box ends higher in the picture, where level ground is farther away, and shares columns with the other. */
    BEHIND,
    /** The box ends lower in the picture, and shares columns with the other. */
    IN_FRONT_OF;

    /** Whether it compares places up and down the picture. */
    boolean isVertical() {
        return switch (this) {
            case ABOVE, BELOW -> true;
            case LEFT_OF, RIGHT_OF, NEXT_TO, CLOSEST_TO, BEHIND, IN_FRONT_OF -> false;
        };
    }

    /** Whether of all things only the one with the least gap is meant. */
    boolean picksNearest() {
        return switch (this) {
            case CLOSEST_TO -> true;
            case LEFT_OF, RIGHT_OF, ABOVE, BELOW, NEXT_TO, BEHIND, IN_FRONT_OF -> false;
        };
    }

    boolean matches(Box thing, Box other) {
        return switch (this) {
            case LEFT_OF -> centreX(thing) < centreX(other);
            case RIGHT_OF -> centreX(thing) > centreX(other);
            case ABOVE -> centreY(thing) < centreY(other);
            case BELOW -> centreY(thing) > centreY(other);
            case NEXT_TO ->
                gapX(thing, other) <= Math.min(width(thing), width(other))
                        && gapY(thing, other) <= Math.min(height(thing), height(other));
            case CLOSEST_TO -> true;
            case BEHIND -> thing.bottom() < other.bottom() && gapX(thing, other) == 0;
            case IN_FRONT_OF -> thing.bottom() > other.bottom() && gapX(thing, other) == 0;
        };
    }

    /** What it means before words for the picture ("the left of the image"); empty: nothing. */
    Optional<Position> inPicture() {
        return Optional.ofNullable(
                switch (this) {
                    case LEFT_OF -> Position.LEFT;
                    case RIGHT_OF -> Position.RIGHT;
                    case ABOVE -> Position.TOP;
                    case BELOW -> Position.BOTTOM;
                    case CLOSEST_TO -> Position.NEAREST;
                    case NEXT_TO, BEHIND, IN_FRONT_OF -> null;
                });
    }

    /** Fractions of the picture's sides, squared. */
    static double distance(Box thing, Box other) {
        return Math.pow(gapX(thing, other), 2) + Math.pow(gapY(thing, other), 2);
    }

    private static double gapX(Box a, Box b) {
        return Math.max(0, Math.max(a.left(), b.left()) - Math.min(a.right(), b.right()));
    }

    private static double gapY(Box a, Box b) {
        return Math.max(0, Math.max(a.top(), b.top()) - Math.min(a.bottom(), b.bottom()));
    }

    private static double width(Box box) {
        return box.right() - box.left();
    }

    private static double height(Box box) {
        return box.bottom() - box.top();
    }

    private static double centreX(Box box) {
        return (box.left() + box.right()) / 2;
    }

    private static double centreY(Box box) {
        return (box.top() + box.bottom()) / 2;
    }
}
