package dev.frisket.local.embedded;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * An SQS on a free loopback port that forgets everything when it stops.
 *
 * <p>It need not remember: which artworks wait for a worker is written in the artworks themselves, and they are asked at
 * each start. A second, persistent copy of that knowledge could only disagree with the first.
 */
public final class MemorySqs implements AutoCloseable {
    private final SQSRestServer server;
    private final int port;

    private MemorySqs(SQSRestServer server) {
        this.server = server;
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** Starts an SQS without any queue. */
    public static MemorySqs start() {
        return new MemorySqs(SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start());
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        server.stopAndWait();
    }
}
