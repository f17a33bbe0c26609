package dev.frisket.segment.mask;

import dev.frisket.core.concurrent.DaemonThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The processor cores among which the parts of one piece of work are shared.
 *
 * @param count cores that work at the same time, at least 1; the caller's thread is one of them
 */
public record Parallel(int count) {

    /** Idle threads end after a minute and keep no JVM alive. */
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(DaemonThreads.named("mask"));

    /** @throws IllegalArgumentException if there is not even one core */
    public Parallel {
        if (count < 1) {
            throw new IllegalArgumentException("at least one core must work, not " + count);
        }
    }

    /** All that the JVM sees. */
    public static Parallel available() {
        return new Parallel(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Does {@code work} for each of 0 to {@code parts - 1}, in no set order; a core that is done takes the next part.
     * What one part throws is thrown here, after all cores have stopped.
     */
    void share(int parts, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable taking = () -> {
            try {
                for (int part; (part = next.getAndIncrement()) < parts; ) {
                    work.accept(part);
                }
            } finally {
                next.set(parts); // after a failure the others need not go on
            }
        };
        CompletableFuture<?>[] all = new CompletableFuture<?>[Math.max(1, Math.min(count, parts))];
        for (int i = 1; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(taking, OTHERS);
        }
        all[0] = CompletableFuture.runAsync(taking, Runnable::run); // here and now
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** As {@link #share(int, IntConsumer)}, for bands of {@code height} neighbouring rows. */
    void shareRows(int rows, int height, Band work) {
        share((rows + height - 1) / height, band -> work.rows(band * height, Math.min(rows, (band + 1) * height)));
    }

    /** Work on some rows. */
    interface Band {
        /** Rows from {@code start} to the one before {@code end}. */
        void rows(int start, int end);
    }
}
