package dev.frisket.segment.picture;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Limits the processor time for decoding one picture on the thread that began it; the limit follows from the number of
 * pixels.
 *
 * <p>Processor time instead of wall-clock time: a busy machine must not fail a legitimate picture. Native code can't be
 * interrupted, so its input must have limits that follow from the pixels as well.
 */
final class ProcessorTime {

    /** Minimum for any picture: classes are loaded and code is not compiled yet. */
    private static final Duration FIXED = Duration.ofSeconds(5);
    /** Five times the need of the slowest legitimate file on a core of 2.5 GHz, interlaced PNG of 16 bits. */
    private static final long NANOS_PER_PIXEL = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration budget;
    private final long end;

    /** Starts now, for the current thread. */
    ProcessorTime(Duration budget) {
        this.budget = budget;
        this.end = now() + budget.toNanos();
    }

    static ProcessorTime forPixels(long pixels) {
        return new ProcessorTime(budget(pixels));
    }

    static Duration budget(long pixels) {
        return FIXED.plusNanos(pixels * NANOS_PER_PIXEL);
    }

    /** Whether the time is used up; never if the JVM does not measure it. */
    boolean isOver() {
        return now() > end;
    }

    /** @throws PictureException if the time is used up */
    void check() throws PictureException {
        if (isOver()) {
            throw new PictureException("The picture takes more than the " + budget.toSeconds()
                    + " seconds of decoding that its size allows; save it again with another program.");
        }
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : Long.MIN_VALUE;
    }
}
