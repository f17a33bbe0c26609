package dev.frisket.segment;

import java.util.function.LongSupplier;

/**
 * Collects the heap after a job that left much behind, between two jobs, when nobody waits.
 *
 * <p>The serial collector expands its heap for large arrays before it collects, so that pictures of earlier jobs would
 * fill it up to its limit. A collection costs time by what is alive, so a job that allocated little never causes one,
 * however much is alive.
 */
final class HeapRelease {
    /** What a job must have added to the heap to cause a collection: the pixels of 2.7 megapixels. */
    private static final long LARGE_JOB_BYTES = 8 << 20;

    /** How far the heap may have grown since the last collection. */
    private static final long MOST_GROWTH_BYTES = 64 << 20;

    private final LongSupplier usedBytes;
    private final Runnable collector;
    private long floorBytes;

    /**
     * @param usedBytes bytes of the heap in use, garbage included
     * @param collector collects all of it
     */
    HeapRelease(LongSupplier usedBytes, Runnable collector) {
        this.usedBytes = usedBytes;
        this.collector = collector;
        floorBytes = usedBytes.getAsLong();
    }

    /** The heap of this process. */
    static HeapRelease ofProcess() {
        Runtime runtime = Runtime.getRuntime();
        return new HeapRelease(() -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
    }

    /** Bytes in use as a job begins, for {@link #afterJob}. */
    long beforeJob() {
        return usedBytes.getAsLong();
    }

    void afterJob(long usedBefore) {
        long used = usedBytes.getAsLong();
        floorBytes = Math.min(floorBytes, used);
        if (used - usedBefore > LARGE_JOB_BYTES && used - floorBytes > MOST_GROWTH_BYTES) {
            collector.run();
            floorBytes = usedBytes.getAsLong();
        }
    }
}
