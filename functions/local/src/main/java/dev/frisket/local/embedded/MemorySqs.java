package dev.frisket.local.embedded;

import java.net.URI;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * An SQS on a free loopback port that forgets everything when it stops.
 *
 * <p>It need not remember: which artworks wait for a worker is written in the artworks themselves, and they are asked at
 * each start. A second, persistent copy of that knowledge could only disagree with the first.
 *
 * <p>ElasticMQ checks no signature, so a web page, a rebound host name or a picture's address could call it. Here its
 * path and its queues' names hold a secret: what does not name it finds no queue and makes none.
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

    /** Starts an SQS without any queue. */
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

    /** Where it listens, with the secret path, without a slash at the end. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + port + "/" + secret);
    }

    /** What the name of each queue begins with; it ends with an underscore. */
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
