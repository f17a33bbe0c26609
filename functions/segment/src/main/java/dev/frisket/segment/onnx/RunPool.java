package dev.frisket.segment.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A pool of what each run of a model needs for itself, such as buffers: one is made when all others are in use, and kept for
 * later runs, the one used last first.
 *
 * <p>A session takes any number of runs at the same time. They share its weights and its threads, but each adds its
 * intermediate results, so callers limit their number.
 */
final class RunPool<T> {
    private final Supplier<T> maker;
    private final Deque<T> free = new ArrayDeque<>();
    private int taken;

    RunPool(Supplier<T> maker) {
        this.maker = maker;
    }

    <R> R use(Function<T, R> run) {
        T own = take();
        try {
            return run.apply(own);
        } finally {
            giveBack(own);
        }
    }

    private synchronized T take() {
        T own = free.isEmpty() ? maker.get() : free.pop();
        taken++;
        return own;
    }

    private synchronized void giveBack(T own) {
        free.push(own);
        taken--;
        notifyAll();
    }

    /** Waits for the runs in progress, and does this before any other. */
    synchronized void afterAll(Runnable last) {
        boolean interrupted = false;
        while (taken > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        last.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
