package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A destination of log lines: what Lambda collects, or a terminal. */
interface Output {
    /** Logs an event. */
    void say(Level level, String message, @Nullable Throwable thrown);

    /**
     * Logs the outcome of a piece of work.
     *
     * @param millis duration of each of its parts, by name
     */
    void measured(Work work, String outcome, Map<String, Long> millis);
}
