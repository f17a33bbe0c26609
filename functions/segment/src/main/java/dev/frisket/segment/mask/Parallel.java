package dev.frisket.segment.mask;

import dev.frisket.core.concurrent.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Distributes the parts of one task over processor cores.
 *
 * @param count cores that work at the same time, at least 1; the caller's thread is one of them
 */
public record Parallel(int count) {

    /** Daemon threads, which end after a minute without work. */
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(DaemonThreads.named("mask"));

    /** @throws IllegalArgumentException if the count is below 1 */
    public Parallel {
        if (count < 1) {
            throw new IllegalArgumentException("at least one core must work, not " + count);
        }
    }

    /** All cores available to the JVM. */
    public static Parallel available() {
        return new Parallel(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs {@code work} for each of 0 to {@code parts - 1}, in no defined order; a core that has finished takes the
     * next part. An exception from one part is rethrown here, after all cores have stopped.
     */
    void share(int parts, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable taking = () -> {
            try {
                for (int part; (part = next.getAndIncrement()) < parts; ) {
                    work.accept(part);
                }
            } finally {
                next.set(parts); // after a failure the other cores stop early
            }
        };
        CompletableFuture<?>[] all = new CompletableFuture<?>[Math.max(1, Math.min(count, parts))];
        for (int i = 1; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(taking, OTHERS);
        }
        all[0] = CompletableFuture.runAsync(taking, Runnable::run); // on the caller's thread
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** Like {@link #share(int, IntConsumer)}, for bands of {@code height} adjacent rows. */
    void shareRows(int rows, int height, Band work) {
        share((rows + height - 1) / height, band -> work.rows(band * height, Math.min(rows, (band + 1) * height)));
    }

    /** Work on a band of rows. */
    interface Band {
        /** Processes the rows from {@code start}, inclusive, to {@code end}, exclusive. */
        void rows(int start, int end);
    }
}
