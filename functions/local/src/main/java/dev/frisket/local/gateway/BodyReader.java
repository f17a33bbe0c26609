package dev.frisket.local.gateway;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as it comes, holding no thread meanwhile, up to a size and for some time. */
final class BodyReader implements Runnable {
    /** Takes the outcome: one of these is called, once, in a thread that it may block. */
    interface Taker {
        /** All came. */
        void whole(byte[] body);

        /** There is more than is wanted; some of it may not have come yet. */
        void tooLarge();

        /** The time was over before the end. */
        void late();

        /** The connection broke off, or what came is no body. */
        void broken(Throwable cause);
    }

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Request request;
    private final int mostKept;
    private final int mostRead;
    private final Taker taker;
    private final Scheduler.Task timer;
    private long read;
    private volatile boolean expired;

    private BodyReader(Request request, int mostKept, int mostRead, Duration patience, Taker taker) {
        this.request = request;
        this.mostKept = mostKept;
        this.mostRead = mostRead;
        this.taker = taker;
        this.timer =
                request.getComponents().getScheduler().schedule(this::expire, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to read.
     *
     * @param mostKept bytes of a body that is not too large
     * @param mostRead bytes of one that is; no more are waited for
     * @param taker of the outcome
     */
    static void read(Request request, int mostKept, int mostRead, Duration patience, Taker taker) {
        new BodyReader(request, mostKept, mostRead, patience, taker).run();
    }

    @Override
    public void run() {
        while (!expired && read <= mostRead) {
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
                if (read > mostKept) {
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
        if (read <= mostKept) {
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

    // Whoever waits for content hears of it as of a connection that was silent for too long, and may still answer.
    private void wake() {
        request.getConnectionMetaData().getConnection().onIdleExpired(new TimeoutException("the body took too long"));
    }
}
