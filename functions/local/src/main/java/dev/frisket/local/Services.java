package dev.frisket.local;

import dev.frisket.core.jobs.JobQueue;
import dev.frisket.core.jobs.SqsJobQueue;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.S3Objects;
import dev.frisket.core.queue.SqsQueue;
import dev.frisket.core.webhook.SqsWebhookQueue;
import dev.frisket.core.webhook.WebhookQueue;
import dev.frisket.local.embedded.Credentials;
import dev.frisket.local.embedded.FolderS3;
import dev.frisket.local.embedded.MemorySqs;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** S3 and SQS with the buckets and queues of a deployed stack. */
public final class Services implements AutoCloseable {
    /** The bucket of keys, secrets and claims. */
    public static final String CONTROL_BUCKET = "frisket-control";

    /** The bucket of artworks and masks. */
    public static final String DATA_BUCKET = "frisket-data";

    private static final Region REGION = Region.US_EAST_1;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, String> addresses;
    private final AwsCredentialsProvider credentials;
    private final URI s3Address;
    private final S3Client s3;
    private final S3Presigner presigner;
    private final SqsClient sqs;
    private final QueuePair jobs;
    private final QueuePair webhooks;

    private Services(URI s3Address, URI sqsAddress, AwsCredentialsProvider credentials) {
        this.addresses =
                Map.of("AWS_ENDPOINT_URL", s3Address.toString(), "AWS_ENDPOINT_URL_SQS", sqsAddress.toString());
        this.credentials = credentials;
        this.s3Address = s3Address;
        s3 = opened(S3Client.builder()
                .endpointOverride(s3Address)
                .region(REGION)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        presigner = opened(S3Presigner.builder()
                .endpointOverride(s3Address)
                .region(REGION)
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build());
        sqs = opened(SqsClient.builder()
                .endpointOverride(sqsAddress)
                .region(REGION)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build());
        createBucket(CONTROL_BUCKET);
        createBucket(DATA_BUCKET);
        jobs = QueuePair.jobs(sqs);
        webhooks = QueuePair.webhooks(sqs);
    }

    /** Servers inside this JVM, which keep their objects in a folder that this process owns alone. */
    public static Services embedded(DataFolder folder) {
        Credentials credentials = Credentials.create();
        CompletableFuture<MemorySqs> starting = CompletableFuture.supplyAsync(MemorySqs::start);
        FolderS3 s3 = FolderS3.start(folder.objects(), credentials);
        MemorySqs sqs = starting.join();
        Services services = new Services(
                s3.address(),
                sqs.address(),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())));
        services.open.addLast(s3);
        services.open.addLast(sqs);
        return services;
    }

    /**
     * The address that {@code AWS_ENDPOINT_URL} names, or null.
     *
     * @throws CannotStart if it is no URL
     */
    public static @Nullable URI endpoint(Map<String, String> environment) {
        String given = environment.get("AWS_ENDPOINT_URL");
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return URI.create(given);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("AWS_ENDPOINT_URL must be a URL", e);
        }
    }

    /** Servers at an address, with the credentials that the SDK finds, or else any. */
    public static Services at(URI endpoint) {
        return new Services(
                endpoint,
                endpoint,
                AwsCredentialsProviderChain.of(
                        DefaultCredentialsProvider.builder().build(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
    }

    /** The data bucket. */
    public Objects data() {
        return new S3Objects(s3, presigner, DATA_BUCKET);
    }

    /** The control bucket. */
    public Objects control() {
        return new S3Objects(s3, presigner, CONTROL_BUCKET);
    }

    /** The queue of ended artworks whose webhooks are to be called. */
    public WebhookQueue webhooks() {
        return new SqsWebhookQueue(new SqsQueue(sqs, webhooks.url()));
    }

    /** Where webhooks go that nobody acknowledged. */
    public WebhookQueue webhooksDeadLetters() {
        return new SqsWebhookQueue(new SqsQueue(sqs, webhooks.deadLettersUrl()));
    }

    /** The queue of jobs. */
    public JobQueue jobs() {
        return new SqsJobQueue(new SqsQueue(sqs, jobs.url()));
    }

    /** What a function in another process is told of them by its environment. */
    Map<String, String> variables() {
        AwsCredentials now = credentials.resolveCredentials();
        Map<String, String> variables = new HashMap<>(addresses);
        variables.put("AWS_REGION", REGION.id());
        variables.put("AWS_ACCESS_KEY_ID", now.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", now.secretAccessKey());
        variables.put("DATA_BUCKET", DATA_BUCKET);
        variables.put("JOBS_QUEUE_URL", jobs.url());
        variables.put("WEBHOOKS_QUEUE_URL", webhooks.url());
        return variables;
    }

    /** Where presigned addresses lead. */
    URI s3Address() {
        return s3Address;
    }

    SqsClient sqs() {
        return sqs;
    }

    QueuePair jobsQueues() {
        return jobs;
    }

    QueuePair webhooksQueues() {
        return webhooks;
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                System.getLogger(Services.class.getName()).log(System.Logger.Level.WARNING, "closing failed", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T client) {
        open.addLast(client);
        return client;
    }

    private void createBucket(String bucket) {
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // It is there, which is all that is wanted.
        }
    }
}
