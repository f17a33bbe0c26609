package dev.frisket.core.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes log lines for people to standard error. */
final class TerminalOutput implements Output {
    private static final double MILLIS_PER_SECOND = 1000;

    @Override
    public void write(Level level, String message, @Nullable Throwable thrown) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println(
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + level + " " + message);
        if (thrown != null) {
            thrown.printStackTrace(lines);
        }
        System.err.print(Redaction.of(text.toString()));
    }

    @Override
    public void writeOutcome(Work work, String outcome, Map<String, Long> millis) {
        String parts = millis.entrySet().stream()
                .map(part -> "%s %.2f s"
                        .formatted(part.getKey().toLowerCase(Locale.ROOT), part.getValue() / MILLIS_PER_SECOND))
                .collect(Collectors.joining(", "));
        write(Level.INFO, work.kind() + " " + work.artworkId() + " " + outcome + " (" + parts + ")", null);
    }
}
