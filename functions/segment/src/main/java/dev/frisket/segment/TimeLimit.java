package dev.frisket.segment;

import java.time.Duration;

/** How long a worker may run before it is cut off, possibly in the middle of a step. */
@FunctionalInterface
interface TimeLimit {

    /** The remaining time, never negative. */
    Duration left();

    /**
     * Checks that the time suffices for a step, before it begins.
     *
     * @throws OutOfTimeException if less time is left than the step may take
     */
    default void checkFor(Duration step) throws OutOfTimeException {
        if (left().compareTo(step) < 0) {
            throw new OutOfTimeException();
        }
    }
}
