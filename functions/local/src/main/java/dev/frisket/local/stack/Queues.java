package dev.frisket.local.stack;

import dev.frisket.core.aws.Aws;
import dev.frisket.core.json.Json;
import dev.frisket.local.embedded.MemorySqs;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An SQS server with the queues of a stack, configured as in the template. */
public final class Queues implements AutoCloseable {
    static final Duration RETENTION = Duration.ofDays(14);
    static final Duration WEBHOOKS_RETENTION = Duration.ofDays(4);

    /** How long the function that receives a queue's messages may work on them. */
    static final Duration WORKER_TIMEOUT = Duration.ofMinutes(2);

    static final Duration NOTIFIER_TIMEOUT = Duration.ofSeconds(30);
    static final Duration DEAD_LETTERS_TIMEOUT = Duration.ofSeconds(30);

    /** The visibility timeout of a queue, as a multiple of the timeout of the function that receives its messages. */
    private static final int TIMEOUTS_HIDDEN = 6;

    private final URI address;
    private final Aws aws;
    private final Pair jobs;
    private final Pair webhooks;
    private final @Nullable MemorySqs server;

    /**
     * A queue and its dead-letter queue.
     *
     * @param url of the queue
     * @param deadLettersUrl of the queue for messages that were received too often
     */
    public record Pair(String url, String deadLettersUrl) {}

    private Queues(URI address, AwsCredentialsProvider credentials, @Nullable MemorySqs server) {
        this.address = address;
        this.server = server;
        aws = new Endpoint(address, credentials).connect();
        String prefix = server == null ? "" : server.prefix();
        jobs = createJobs(aws.sqs(), prefix);
        webhooks = createPair(aws.sqs(), prefix + "frisket-webhooks", NOTIFIER_TIMEOUT, WEBHOOKS_RETENTION, 50);
    }

    /** A server inside this JVM. */
    static Queues embedded(AwsCredentialsProvider credentials) {
        MemorySqs server = MemorySqs.start();
        return new Queues(server.address(), credentials, server);
    }

    /** A server at an address. */
    static Queues at(URI address, AwsCredentialsProvider credentials) {
        return new Queues(address, credentials, null);
    }

    URI address() {
        return address;
    }

    /** Whether the server is inside this JVM. */
    boolean areEmbedded() {
        return server != null;
    }

    SqsClient sqs() {
        return aws.sqs();
    }

    /** Jobs for the worker. */
    Pair jobs() {
        return jobs;
    }

    /** Ended artworks whose webhooks are to be called. */
    Pair webhooks() {
        return webhooks;
    }

    @Override
    public void close() {
        aws.close();
        if (server != null) {
            server.close();
        }
    }

    /** Creates the queue of jobs; its name begins with {@code prefix}. */
    public static Pair createJobs(SqsClient sqs, String prefix) {
        return createPair(sqs, prefix + "frisket-jobs", WORKER_TIMEOUT, RETENTION, 5);
    }

    private static Pair createPair(SqsClient sqs, String name, Duration timeout, Duration retention, int maxReceives) {
        String dead = create(sqs, name + "-dead", DEAD_LETTERS_TIMEOUT, RETENTION, Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                Json.write(Json.object().put("deadLetterTargetArn", arn).put("maxReceiveCount", maxReceives));
        Map<QueueAttributeName, String> toTheDead = Map.of(QueueAttributeName.REDRIVE_POLICY, redrive);
        return new Pair(create(sqs, name, timeout, retention, toTheDead), dead);
    }

    private static String create(
            SqsClient sqs, String name, Duration timeout, Duration retention, Map<QueueAttributeName, String> more) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
        all.putAll(more);
        all.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(timeout.multipliedBy(TIMEOUTS_HIDDEN).toSeconds()));
        all.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(retention.toSeconds()));
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(all));
        return url;
    }
}
