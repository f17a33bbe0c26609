package dev.frisket.segment.picture;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * The processor time that the decoding of one picture may take on the thread that began it; it follows from the number of
 * pixels.
 *
 * <p>Processor time and not time on the clock: a busy machine must not turn an honest picture into a failure. Native code
 * can't be interrupted, so what it is given must have bounds that follow from the pixels as well.
 */
final class ProcessorTime {

    /** For the smallest picture: classes are loaded and code is not compiled yet. */
    private static final Duration FIXED = Duration.ofSeconds(5);
    /** Five times what the slowest honest file needs on a core of 2.5 GHz, interlaced PNG of 16 bits. */
    private static final long NANOS_PER_PIXEL = 500;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration budget;
    private final long end;

    /** Begins now, for the current thread. */
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

    /** Where the JVM does not measure it, there is no end of it. */
    boolean isOver() {
        return now() > end;
    }

    /** @throws PictureException if it is over */
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
