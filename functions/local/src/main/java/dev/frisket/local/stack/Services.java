package dev.frisket.local.stack;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.SqsQueue;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.local.embedded.Credentials;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** S3 and SQS with the buckets and queues of a deployed stack. */
public final class Services implements AutoCloseable {
    private final AwsCredentialsProvider credentials;
    private final Buckets buckets;
    private final Queues queues;

    private Services(AwsCredentialsProvider credentials, Buckets buckets, Queues queues) {
        this.credentials = credentials;
        this.buckets = buckets;
        this.queues = queues;
    }

    /** Servers inside this JVM that keep their objects in a folder locked by this process. */
    public static Services embedded(DataFolder folder) {
        Credentials made = Credentials.create();
        AwsCredentialsProvider credentials =
                StaticCredentialsProvider.create(AwsBasicCredentials.create(made.accessKey(), made.secretKey()));
        // Each takes seconds of CPU time to start, and neither depends on the other.
        CompletableFuture<Queues> queues = CompletableFuture.supplyAsync(() -> Queues.embedded(credentials));
        return new Services(credentials, Buckets.embedded(folder, made, credentials), queues.join());
    }

    /**
     * The address in {@code AWS_ENDPOINT_URL}, or null if it is not set.
     *
     * @throws UsageException if it is not a URL
     */
    public static @Nullable URI endpoint(Map<String, String> environment) {
        String given = environment.get("AWS_ENDPOINT_URL");
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return URI.create(given);
        } catch (IllegalArgumentException e) {
            throw new UsageException("AWS_ENDPOINT_URL must be a URL", e);
        }
    }

    /** Servers at an address, with the credentials that the SDK finds, or placeholders if it finds none. */
    public static Services at(URI endpoint) {
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                DefaultCredentialsProvider.builder().build(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        return new Services(credentials, Buckets.at(endpoint, credentials), Queues.at(endpoint, credentials));
    }

    /** The data bucket. */
    public Bucket data() {
        return buckets.objects(Buckets.DATA);
    }

    /** The control bucket. */
    public Bucket control() {
        return buckets.objects(Buckets.CONTROL);
    }

    /** The queue of ended artworks whose webhooks are to be called. */
    public MessageQueue<Announcement> webhooks() {
        return new SqsQueue<>(queues.sqs(), queues.webhooks().url());
    }

    /** The dead-letter queue of webhooks that were never acknowledged. */
    public MessageQueue<Announcement> webhooksDeadLetters() {
        return new SqsQueue<>(queues.sqs(), queues.webhooks().deadLettersUrl());
    }

    /** The queue of jobs. */
    public MessageQueue<Job> jobs() {
        return new SqsQueue<>(queues.sqs(), queues.jobs().url());
    }

    /** The environment variables by which a function in another process reaches these services. */
    public Map<String, String> variables() {
        AwsCredentials now = credentials.resolveCredentials();
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_ENDPOINT_URL", buckets.address().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", queues.address().toString());
        variables.put("AWS_REGION", Endpoint.REGION.id());
        variables.put("AWS_ACCESS_KEY_ID", now.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", now.secretAccessKey());
        variables.put("DATA_BUCKET", Buckets.DATA);
        variables.put("JOBS_QUEUE_URL", queues.jobs().url());
        variables.put("WEBHOOKS_QUEUE_URL", queues.webhooks().url());
        return variables;
    }

    /** Deletes expired objects, as a deployed stack's S3 does. */
    void removeExpired(Instant now) {
        buckets.removeExpired(now);
    }

    /** The address of presigned URLs. */
    URI s3Address() {
        return buckets.address();
    }

    /** Ports of the servers inside this JVM, which pictures and webhooks must not reach. */
    Set<Integer> ownPorts() {
        Set<Integer> ports = new HashSet<>();
        if (buckets.areEmbedded()) {
            ports.add(buckets.address().getPort());
        }
        if (queues.areEmbedded()) {
            ports.add(queues.address().getPort());
        }
        return ports;
    }

    Queues queues() {
        return queues;
    }

    @Override
    public void close() {
        try (buckets) {
            queues.close();
        }
    }
}
