package dev.frisket.segment.parallel;

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
    private static final ExecutorService OTHERS = Executors.newCachedThreadPool(DaemonThreads.named("parallel"));

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
    public void share(int parts, IntConsumer work) {
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

    /** Like {@link #share(int, IntConsumer)}, for ranges of {@code size} adjacent indices below {@code length}. */
    public void shareRanges(int length, int size, Range work) {
        share((length + size - 1) / size, part -> work.accept(part * size, Math.min(length, (part + 1) * size)));
    }

    /** Work on a range of indices, such as rows of a picture. */
    @FunctionalInterface
    public interface Range {
        /** Processes the indices from {@code start}, inclusive, to {@code end}, exclusive. */
        void accept(int start, int end);
    }
}
