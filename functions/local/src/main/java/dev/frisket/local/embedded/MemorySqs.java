package dev.frisket.local.embedded;

import java.net.URI;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * An SQS server on a free loopback port that keeps its queues in memory only.
 *
 * <p>It needs no persistence: the artworks themselves record which of them wait for a worker, and they are read at each
 * start. A second, persistent copy of that information could only contradict the first.
 *
 * <p>ElasticMQ checks no signatures, so a web page, a rebound host name or a picture's URL could call it. Its path and
 * its queues' names therefore contain a secret: a request without it neither finds nor creates a queue.
 */
public final class MemorySqs implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final String secret;
    private final ActorSystem actors;
    private final SQSRestServer server;
    private final int port;

    private MemorySqs(String secret, ActorSystem actors, SQSRestServer server) {
        this.secret = secret;
        this.actors = actors;
        this.server = server;
        this.port = server.waitUntilStarted().localAddress().getPort();
    }

    /** Starts an SQS server without queues. */
    public static MemorySqs start() {
        String secret = Credentials.secret();
        ActorSystem actors = ActorSystem.create("sqs");
        ActorRef queues = actors.actorOf(NamedQueues.beginningWith(prefix(secret)));
        return new MemorySqs(
                secret,
                actors,
                SQSRestServerBuilder.withInterface(LOOPBACK)
                        .withDynamicPort()
                        .withServerAddress(new NodeAddress("http", "*", 0, secret))
                        .withActorSystem(actors)
                        .withQueueManagerActor(queues)
                        .start());
    }

    /** The server's URL with the secret path, without a trailing slash. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port + "/" + secret);
    }

    /** The prefix of every queue's name, ending with an underscore. */
    public String prefix() {
        return prefix(secret);
    }

    private static String prefix(String secret) {
        return secret + "_";
    }

    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
        actors.getWhenTerminated().toCompletableFuture().join();
    }
}
