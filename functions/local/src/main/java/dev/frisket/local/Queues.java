package dev.frisket.local;

import dev.frisket.local.embedded.MemorySqs;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS with the queues of a stack. */
final class Queues implements AutoCloseable {
    private final URI address;
    private final SqsClient sqs;
    private final QueuePair jobs;
    private final QueuePair webhooks;
    private final @Nullable MemorySqs server;

    private Queues(URI address, AwsCredentialsProvider credentials, @Nullable MemorySqs server) {
        this.address = address;
        this.server = server;
        sqs = SqsClient.builder()
                .endpointOverride(address)
                .region(Services.REGION)
                .credentialsProvider(credentials)
                .httpClient(DirectHttp.to(address))
                .build();
        String prefix = server == null ? "" : server.prefix();
        jobs = QueuePair.jobs(sqs, prefix);
        webhooks = QueuePair.webhooks(sqs, prefix);
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
        return sqs;
    }

    QueuePair jobs() {
        return jobs;
    }

    QueuePair webhooks() {
        return webhooks;
    }

    @Override
    public void close() {
        sqs.close();
        if (server != null) {
            server.close();
        }
    }
}
