package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where lines go: what Lambda collects, or a terminal. */
interface Output {
    /** Writes an event down. */
    void say(Level level, String message, @Nullable Throwable thrown);

    /**
     * Writes down what came of a piece of work.
     *
     * @param millis how long its parts took
     */
    void measured(Work work, String outcome, Map<String, Long> millis);
}
