package dev.frisket.segment.prompt;

import java.util.EnumSet;
import java.util.Set;

/** Collects which one of several things is meant: positions, a place in a row, a number. */
final class Places {
    private static final int NONE = 0;

    private final PhraseWords words;
    private final Set<Position> positions = EnumSet.noneOf(Position.class);
    private int ordinal = NONE;
    private int ordinalAt;
    private int number = NONE;
    private int numberAt;
    private boolean countedFrom;

    Places(PhraseWords words) {
        this.words = words;
    }

    /** Adds a position; of two opposite ones the first counts ("from left to right"). */
    void add(Position position, int at) {
        words.use(at, at + 1);
        if (position.opposite() == position || !positions.contains(position.opposite())) {
            positions.add(position);
        }
    }

    void setOrdinal(int value, int at) {
        ordinal = value;
        ordinalAt = at;
    }

    void setNumber(int value, int at) {
        number = value;
        numberAt = at;
    }

    /** Counts the row from the position: its last thing is then at the other end. */
    void countFrom() {
        countedFrom |= positions.isEmpty();
    }

    /** Whether there is any position. */
    boolean hasPosition() {
        return !positions.isEmpty();
    }

    /** The selection so far; an ordinal without a position is ignored. */
    Selection selection() {
        if (number != NONE) {
            words.use(numberAt, numberAt + 1);
        }
        if (positions.isEmpty()) {
            return number == NONE ? Selection.ALL : new Selection(Set.of(), 0, number);
        }
        if (ordinal != NONE) {
            words.use(ordinalAt, ordinalAt + 1);
        }
        return new Selection(ends(), Math.max(0, ordinal - 1), number == NONE ? 1 : number);
    }

    private Set<Position> ends() {
        Set<Position> ends = EnumSet.noneOf(Position.class);
        positions.forEach(position -> ends.add(ordinal < 0 && countedFrom ? position.opposite() : position));
        return ends;
    }
}
