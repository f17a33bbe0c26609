package dev.frisket.core.log;

import dev.frisket.core.config.Environment;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Makes every {@link System.Logger} of this process write to one output. */
public final class LogFinder extends System.LoggerFinder {
    private static volatile Output output = of(Environment.ofProcess());

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Log(name);
    }

    /** The output of this process. */
    static Output output() {
        return output;
    }

    /** Replaces the output; returns the previous one. */
    static Output redirect(Output other) {
        Output before = output;
        output = other;
        return before;
    }

    private static Output of(Environment environment) {
        String function = environment.optional("AWS_LAMBDA_FUNCTION_NAME", "");
        return function.isEmpty() ? new TerminalOutput() : new CloudOutput(function);
    }

    /** Writes our own messages from {@code INFO} up, and those of libraries from {@code WARNING} up. */
    private record Log(String name) implements System.Logger {
        private static final String OURS = "dev.frisket.";

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            Level min = name.startsWith(OURS) ? Level.INFO : Level.WARNING;
            return level != Level.OFF && level.getSeverity() >= min.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                output.write(level, String.valueOf(text), thrown);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                String text = String.valueOf(format);
                boolean plain = values == null || values.length == 0;
                output.write(level, plain ? text : MessageFormat.format(text, values), null);
            }
        }
    }
}
