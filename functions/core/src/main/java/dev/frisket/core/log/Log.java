package dev.frisket.core.log;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Passes on our own messages from {@code INFO} up, and those of others from {@code WARNING} up. */
final class Log implements System.Logger {
    private static final String OURS = "dev.frisket.";

    private final String name;

    Log(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        Level least = name.startsWith(OURS) ? Level.INFO : Level.WARNING;
        return level != Level.OFF && level.getSeverity() >= least.getSeverity();
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            Lines.output().say(level, String.valueOf(text), thrown);
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
            Lines.output().say(level, plain ? text : MessageFormat.format(text, values), null);
        }
    }
}
