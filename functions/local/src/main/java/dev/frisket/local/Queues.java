package dev.frisket.local;

import dev.frisket.core.aws.Aws;
import dev.frisket.local.embedded.MemorySqs;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An SQS with the queues of a stack. */
final class Queues implements AutoCloseable {
    private final URI address;
    private final Aws aws;
    private final QueuePair jobs;
    private final QueuePair webhooks;
    private final @Nullable MemorySqs server;

    private Queues(URI address, AwsCredentialsProvider credentials, @Nullable MemorySqs server) {
        this.address = address;
        this.server = server;
        aws = Aws.at(address, Services.REGION, credentials, DirectHttp.to(address));
        String prefix = server == null ? "" : server.prefix();
        jobs = QueuePair.jobs(aws.sqs(), prefix);
        webhooks = QueuePair.webhooks(aws.sqs(), prefix);
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

    QueuePair jobs() {
        return jobs;
    }

    QueuePair webhooks() {
        return webhooks;
    }

    @Override
    public void close() {
        aws.close();
        if (server != null) {
            server.close();
        }
    }
}
