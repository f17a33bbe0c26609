package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drops all log lines of this process until it is closed, for programs that tell people themselves what went wrong. */
public final class QuietLog implements AutoCloseable {
    private final Output before;

    private QuietLog(Output before) {
        this.before = before;
    }

    /** Begins to drop log lines. */
    public static QuietLog begin() {
        return new QuietLog(Lines.redirect(new NoOutput()));
    }

    @Override
    public void close() {
        Lines.redirect(before);
    }

    private static final class NoOutput implements Output {
        @Override
        public void say(Level level, String message, @Nullable Throwable thrown) {}

        @Override
        public void measured(Work work, String outcome, Map<String, Long> millis) {}
    }
}
