package dev.frisket.core.aws;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.S3Bucket;
import dev.frisket.core.config.Environment;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.SqsQueue;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Builds every client of the AWS SDK. Region, credentials and endpoint ({@code AWS_ENDPOINT_URL}) come from the SDK's
 * default sources, or are those of a server that stands in for AWS.
 */
public final class Aws implements AutoCloseable {
    // The SDK logs through SLF4J, which prints three lines of warnings at each start unless it has a provider.
    static {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);

    // A stand-in on a loopback address has no host name for each bucket.
    private static final S3Configuration PATH_STYLE =
            S3Configuration.builder().pathStyleAccessEnabled(true).build();

    private final @Nullable Timeouts timeouts;
    private final @Nullable AwsAccount account;
    private final @Nullable AwsStandIn standIn;
    private @Nullable S3Client s3;
    private @Nullable S3Presigner presigner;
    private @Nullable SqsClient sqs;

    private record AwsAccount(Region region, AwsCredentialsProvider credentials) {}

    private record AwsStandIn(URI address, SdkHttpClient http) {}

    private Aws(@Nullable Timeouts timeouts, @Nullable AwsAccount account, @Nullable AwsStandIn standIn) {
        this.timeouts = timeouts;
        this.account = account;
        this.standIn = standIn;
    }

    public Aws(Timeouts timeouts) {
        this(timeouts, null, null);
    }

    /** Clients with a region and credentials of the caller's choice. */
    public static Aws in(Region region, AwsCredentialsProvider credentials, Timeouts timeouts) {
        return new Aws(timeouts, new AwsAccount(region, credentials), null);
    }

    /** Clients for a function that is restored from a snapshot; loads everything now that the first call would load. */
    public static Aws primed(Timeouts timeouts) {
        AwsPriming.run();
        return new Aws(timeouts);
    }

    /**
     * Clients of a server that stands in for AWS.
     *
     * @param http connects to it, without timeouts that long polls would exceed
     */
    public static Aws at(URI address, Region region, AwsCredentialsProvider credentials, SdkHttpClient http) {
        return new Aws(null, new AwsAccount(region, credentials), new AwsStandIn(address, http));
    }

    /** An S3 bucket. */
    public Bucket bucket(String name) {
        if (presigner == null) {
            presigner = presigner();
        }
        return new S3Bucket(s3(), presigner, name);
    }

    /** An SQS queue. */
    public <M extends Message> MessageQueue<M> queue(String url) {
        return new SqsQueue<>(sqs(), url);
    }

    /** The shared client of S3. */
    public S3Client s3() {
        if (s3 == null) {
            s3 = client(S3Client.builder().forcePathStyle(pathStyle()));
        }
        return s3;
    }

    /** The shared client of SQS. */
    public SqsClient sqs() {
        if (sqs == null) {
            sqs = client(SqsClient.builder());
        }
        return sqs;
    }

    /** A client of any service; the retry settings of {@code builder} are kept. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        if (timeouts != null) {
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .apiCallAttemptTimeout(timeouts.attempt())
                            .apiCallTimeout(timeouts.call())
                            .build())
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(TO_CONNECT)
                            .socketTimeout(timeouts.silence()));
        }
        if (account != null) {
            builder.region(account.region()).credentialsProvider(account.credentials());
        }
        if (standIn != null) {
            builder.endpointOverride(standIn.address()).httpClient(standIn.http());
        }
        return builder.build();
    }

    @Override
    public void close() {
        Stream.of(s3, presigner, sqs).filter(Objects::nonNull).forEach(SdkAutoCloseable::close);
    }

    private boolean pathStyle() {
        return standIn != null || endpoint().isPresent();
    }

    private S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder();
        if (pathStyle()) {
            builder.serviceConfiguration(PATH_STYLE);
        }
        if (account != null) {
            builder.region(account.region()).credentialsProvider(account.credentials());
        }
        if (standIn != null) {
            builder.endpointOverride(standIn.address());
        } else {
            endpoint().ifPresent(builder::endpointOverride);
        }
        return builder.build();
    }

    private static Optional<URI> endpoint() {
        return Optional.of(Environment.ofProcess().optional("AWS_ENDPOINT_URL", ""))
                .filter(given -> !given.isEmpty())
                .map(URI::create);
    }
}
