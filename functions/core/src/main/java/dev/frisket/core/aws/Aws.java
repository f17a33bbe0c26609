package dev.frisket.core.aws;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.S3Bucket;
import dev.frisket.core.config.Environment;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.SqsQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS as a function reaches it, by one client for each service that it uses: region and credentials come from where the
 * SDK looks for them, as does the endpoint ({@code AWS_ENDPOINT_URL}).
 */
public final class Aws {
    // The SDK logs through SLF4J, which complains of having nowhere to log to, in three lines at each start.
    static {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    // A stand-in on a loopback address has no host name for each bucket.
    private static final S3Configuration PATH_STYLE =
            S3Configuration.builder().pathStyleAccessEnabled(true).build();

    private final Timeouts patience;
    private @Nullable S3Client s3;
    private @Nullable S3Presigner presigner;
    private @Nullable SqsClient sqs;

    public Aws(Timeouts patience) {
        this.patience = patience;
    }

    /** The same for a function that is restored from a snapshot: what its first call would load is loaded now. */
    public static Aws primed(Timeouts patience) {
        AwsPriming.run();
        return new Aws(patience);
    }

    /** A bucket of S3. */
    public Bucket bucket(String name) {
        if (s3 == null || presigner == null) {
            s3 = S3Client.builder()
                    .httpClientBuilder(http())
                    .overrideConfiguration(times())
                    .forcePathStyle(endpoint().isPresent())
                    .build();
            presigner = presigner();
        }
        return new S3Bucket(s3, presigner, name);
    }

    /** A queue of SQS. */
    public <M extends Message> MessageQueue<M> queue(String url) {
        if (sqs == null) {
            sqs = SqsClient.builder()
                    .httpClientBuilder(http())
                    .overrideConfiguration(times())
                    .build();
        }
        return new SqsQueue<>(sqs, url);
    }

    /** Where all services are, if not at AWS. */
    public static Optional<URI> endpoint() {
        return Optional.of(Environment.ofProcess().optional("AWS_ENDPOINT_URL", ""))
                .filter(given -> !given.isEmpty())
                .map(URI::create);
    }

    private static S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder();
        endpoint()
                .ifPresent(endpoint -> builder.serviceConfiguration(PATH_STYLE).endpointOverride(endpoint));
        return builder.build();
    }

    private UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(TO_CONNECT).socketTimeout(patience.silence());
    }

    private ClientOverrideConfiguration times() {
        return ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(patience.attempt())
                .apiCallTimeout(patience.call())
                .build();
    }
}
