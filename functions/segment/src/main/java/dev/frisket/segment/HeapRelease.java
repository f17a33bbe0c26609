package dev.frisket.segment;

import java.util.function.LongSupplier;

/**
 * Collects garbage after a job that left much of it, between two jobs, when no caller is waiting.
 *
 * <p>The serial collector expands its heap for large arrays before it collects, so pictures of earlier jobs would fill
 * the heap up to its limit. The cost of a collection depends on the live objects, so a job that allocated little never
 * causes one, however many are live, and garbage may grow to the size of what is live.
 */
final class HeapRelease {
    /** Bytes that a job must add to the heap to cause a collection: the samples of 2.7 megapixels. */
    private static final long LARGE_JOB_BYTES = 8 << 20;

    /** Heap growth since the last collection, in bytes, up to which no collection runs. */
    private static final long MIN_GROWTH_BYTES = 64 << 20;

    private final LongSupplier usedBytes;
    private final Runnable collector;
    private long floorBytes;

    /**
     * @param usedBytes bytes of the heap in use, garbage included
     * @param collector runs a full collection
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

    /** Bytes in use at the start of a job, for {@link #afterJob}. */
    long beforeJob() {
        return usedBytes.getAsLong();
    }

    synchronized void afterJob(long usedBefore) {
        long used = usedBytes.getAsLong();
        floorBytes = Math.min(floorBytes, used);
        if (used - usedBefore > LARGE_JOB_BYTES && used - floorBytes > Math.max(MIN_GROWTH_BYTES, floorBytes)) {
            collector.run();
            floorBytes = usedBytes.getAsLong();
        }
    }
}
