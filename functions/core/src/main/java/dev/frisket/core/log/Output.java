package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A destination of log lines: what Lambda collects, or a terminal. */
interface Output {
    /** Writes an event. */
    void write(Level level, String message, @Nullable Throwable thrown);

    /**
     * Writes the outcome of a piece of work.
     *
     * @param millis duration of each part, by name
     */
    void writeOutcome(Work work, String outcome, Map<String, Long> millis);
}
