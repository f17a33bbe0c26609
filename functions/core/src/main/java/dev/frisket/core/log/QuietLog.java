package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drops all log lines of this process until it is closed, for programs that print their own error messages. */
public final class QuietLog implements AutoCloseable {
    private final Output before;

    private QuietLog(Output before) {
        this.before = before;
    }

    /** Starts dropping log lines. */
    public static QuietLog begin() {
        return new QuietLog(LogFinder.redirect(new NoOutput()));
    }

    @Override
    public void close() {
        LogFinder.redirect(before);
    }

    private static final class NoOutput implements Output {
        @Override
        public void write(Level level, String message, @Nullable Throwable thrown) {}

        @Override
        public void writeOutcome(Work work, String outcome, Map<String, Long> millis) {}
    }
}
