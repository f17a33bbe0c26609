package dev.frisket.local.gateway;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as it arrives, without blocking a thread, within a size and a time limit. */
final class BodyReader implements Runnable {
    /** Receives the outcome: exactly one of these methods is called, once, on a thread that may block. */
    interface Taker {
        /** The body is complete. */
        void whole(byte[] body);

        /** The body is too large; part of it may not have arrived yet. */
        void tooLarge();

        /** The time ran out before the end of the body. */
        void late();

        /** The connection broke, or the body is malformed. */
        void broken(Throwable cause);
    }

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Request request;
    private final int maxKept;
    private final int maxRead;
    private final Taker taker;
    private final Scheduler.Task timer;
    private long read;
    private volatile boolean expired;

    private BodyReader(Request request, int maxKept, int maxRead, Duration patience, Taker taker) {
        this.request = request;
        this.maxKept = maxKept;
        this.maxRead = maxRead;
        this.taker = taker;
        this.timer =
                request.getComponents().getScheduler().schedule(this::expire, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Starts reading.
     *
     * @param maxKept largest body that is kept, in bytes
     * @param maxRead bytes after which reading of a larger body stops
     * @param taker receives the outcome
     */
    static void read(Request request, int maxKept, int maxRead, Duration patience, Taker taker) {
        new BodyReader(request, maxKept, maxRead, patience, taker).run();
    }

    @Override
    public void run() {
        while (!expired && read <= maxRead) {
            Content.@Nullable Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                if (expired) {
                    wake();
                }
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                Throwable cause = chunk.getFailure();
                timer.cancel();
                if (cause instanceof TimeoutException) {
                    taker.late();
                } else {
                    taker.broken(cause);
                }
                return;
            }
            keep(chunk);
            chunk.release();
            if (chunk.isLast()) {
                timer.cancel();
                if (read > maxKept) {
                    taker.tooLarge();
                } else {
                    taker.whole(kept.toByteArray());
                }
                return;
            }
        }
        timer.cancel();
        if (expired) {
            taker.late();
        } else {
            taker.tooLarge();
        }
    }

    private void keep(Content.Chunk chunk) {
        read += chunk.remaining();
        if (read <= maxKept) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(bytes);
            kept.writeBytes(bytes);
        } else {
            kept.reset();
        }
    }

    private void expire() {
        expired = true;
        wake();
    }

    // A handler that waits for content sees this as an idle timeout of the connection, and can still respond.
    private void wake() {
        request.getConnectionMetaData().getConnection().onIdleExpired(new TimeoutException("the body took too long"));
    }
}
