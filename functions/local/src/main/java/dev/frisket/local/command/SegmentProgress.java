package dev.frisket.local.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jspecify.annotations.Nullable;

/** Progress on standard error: a bar on a terminal, a line for each picture elsewhere, nothing for a single picture. */
final class SegmentProgress implements AutoCloseable {
    private static final int MILLIS_BETWEEN_UPDATES = 250;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private final boolean lines;
    private final int pictures;
    private int done;
    private boolean closed;

    private SegmentProgress(PrintWriter err, @Nullable ProgressBar bar, boolean lines, int pictures) {
        this.err = err;
        this.bar = bar;
        this.lines = lines;
        this.pictures = pictures;
    }

    /** No progress, only messages. */
    static SegmentProgress none(PrintWriter err) {
        return new SegmentProgress(err, null, false, 1);
    }

    /** A line for each picture. */
    static SegmentProgress lines(PrintWriter err, int pictures) {
        return new SegmentProgress(err, null, true, pictures);
    }

    /** A bar with rate and time left. */
    static SegmentProgress bar(PrintWriter err, PrintStream terminal, int pictures) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("segment")
                .setInitialMax(pictures)
                .setUnit(" pictures", 1)
                .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .continuousUpdate()
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(MILLIS_BETWEEN_UPDATES)
                .setConsumer(new ConsoleProgressBarConsumer(terminal))
                .build();
        return new SegmentProgress(err, bar, false, pictures);
    }

    /** Whether standard error is a terminal. */
    static boolean isTerminal() {
        return new ExecTerminalProvider().isSystemStream(SystemStream.Error);
    }

    /** Notes that a picture is done, with a line about it if there is no bar. */
    synchronized void done(String line) {
        step();
        if (lines) {
            print(done + "/" + pictures + " " + line);
        }
    }

    /** Notes that a picture failed. */
    synchronized void failed(String line) {
        step();
        print((lines ? done + "/" + pictures : "frisket:") + " " + line);
    }

    private void step() {
        done++;
        if (bar != null) {
            bar.step();
        }
    }

    /** Prints a message, above the bar. */
    synchronized void print(String message) {
        clear();
        err.println(message);
        err.flush();
    }

    /** Clears the bar's line, before something else is printed there; the bar comes back by itself. */
    synchronized void clear() {
        if (bar != null && !closed) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    /** Ends the bar; messages may follow. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
        closed = true;
    }
}
