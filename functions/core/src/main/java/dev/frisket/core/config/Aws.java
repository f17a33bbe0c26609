package dev.frisket.core.config;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Clients of the AWS services as every function uses them: region and credentials come from where the SDK looks for
 * them, as does the endpoint ({@code AWS_ENDPOINT_URL}).
 */
public final class Aws {
    // A stand-in on a loopback address has no host name for each bucket.
    private static final S3Configuration PATH_STYLE =
            S3Configuration.builder().pathStyleAccessEnabled(true).build();

    // The SDK logs through SLF4J, which complains of having nowhere to log to, in three lines at each start.
    static {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private Aws() {}

    public static S3Client s3() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(endpoint().isPresent())
                .build();
    }

    public static S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder();
        endpoint()
                .ifPresent(endpoint -> builder.serviceConfiguration(PATH_STYLE).endpointOverride(endpoint));
        return builder.build();
    }

    public static SqsClient sqs() {
        return SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Where all services are, if not at AWS. */
    public static Optional<URI> endpoint() {
        return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).map(URI::create);
    }
}
