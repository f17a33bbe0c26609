package dev.frisket.segment;

import java.time.Duration;

/** How long a worker may go on before it is cut off in the middle of whatever it does. */
@FunctionalInterface
interface TimeLimit {

    /** What is left of it, never negative. */
    Duration left();

    /**
     * Makes sure that a step can be ended, before it is begun.
     *
     * @throws OutOfTimeException if less is left than the step may take
     */
    default void checkFor(Duration step) throws OutOfTimeException {
        if (left().compareTo(step) < 0) {
            throw new OutOfTimeException();
        }
    }
}
