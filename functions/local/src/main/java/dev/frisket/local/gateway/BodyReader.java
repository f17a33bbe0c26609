package dev.frisket.local.gateway;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads a request's body as it comes, holding no thread meanwhile, up to a size and for some time. */
final class BodyReader implements Runnable {
    /** How the reading ended. */
    sealed interface Outcome {
        /** All came. */
        final class Whole implements Outcome {
            private final byte[] bytes;

            private Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        /** There is more than is wanted; some of it may not have come yet. */
        record TooLarge() implements Outcome {}

        /** The time was over before the end. */
        record Late() implements Outcome {}

        /** The connection broke off, or what came is no body. */
        record Broken(Throwable cause) implements Outcome {}
    }

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Request request;
    private final int mostKept;
    private final int mostRead;
    private final Consumer<Outcome> then;
    private final Scheduler.Task timer;
    private long read;
    private volatile boolean expired;

    private BodyReader(Request request, int mostKept, int mostRead, Duration patience, Consumer<Outcome> then) {
        this.request = request;
        this.mostKept = mostKept;
        this.mostRead = mostRead;
        this.then = then;
        this.timer =
                request.getComponents().getScheduler().schedule(this::expire, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to read.
     *
     * @param mostKept bytes of a body that is not too large
     * @param mostRead bytes of one that is; no more are waited for
     * @param then is told the outcome, once, in a thread that it may block
     */
    static void read(Request request, int mostKept, int mostRead, Duration patience, Consumer<Outcome> then) {
        new BodyReader(request, mostKept, mostRead, patience, then).run();
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
                end(cause instanceof TimeoutException ? new Outcome.Late() : new Outcome.Broken(cause));
                return;
            }
            keep(chunk);
            chunk.release();
            if (chunk.isLast()) {
                end(read > mostKept ? new Outcome.TooLarge() : new Outcome.Whole(kept.toByteArray()));
                return;
            }
        }
        end(expired ? new Outcome.Late() : new Outcome.TooLarge());
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

    private void end(Outcome outcome) {
        timer.cancel();
        then.accept(outcome);
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
