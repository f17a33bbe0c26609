package dev.frisket.access.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Calls of an API of AWS that the SDK has no small client for, signed by the SDK's own signer. */
public final class AwsHttp {
    private static final int ATTEMPTS = 5;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final String service;
    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Duration firstWait;

    /**
     * What was answered.
     *
     * @param body empty if there was none
     */
    public record Answer(int statusCode, String body) {
        /** The body as JSON, an empty object if there was none. */
        public JsonNode json() {
            return body.isEmpty() ? Json.object() : Json.read(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * @param service the name that is signed for, such as {@code apigateway}
     * @param endpoint without a path
     * @param firstWait before the second attempt; each further wait is twice as long
     */
    public AwsHttp(
            String service, URI endpoint, Region region, AwsCredentialsProvider credentials, Duration firstWait) {
        this.service = service;
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.firstWait = firstWait;
    }

    /** The service in the region, with the credentials and at the endpoint, that the SDK's clients would use. */
    public static AwsHttp to(String service) {
        Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
        String suffix = PartitionMetadata.of(region).dnsSuffix();
        return new AwsHttp(
                service,
                Aws.endpoint().orElseGet(() -> URI.create("https://" + service + "." + region + "." + suffix)),
                region,
                DefaultCredentialsProvider.builder().build(),
                FIRST_WAIT);
    }

    /**
     * Calls, up to five times while the service is busy, failing or out of reach: a call may so be applied twice.
     *
     * @param path begins with a slash
     * @param body null for none
     * @throws GatewayUnavailable if none of the calls was answered
     */
    public Answer call(SdkHttpMethod method, String path, Map<String, String> query, @Nullable JsonNode body) {
        Duration wait = firstWait;
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = once(method, path, query, body);
                if (attempt == ATTEMPTS || (answer.statusCode() != TOO_MANY && answer.statusCode() < SERVER_ERRORS)) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new GatewayUnavailable(method + " " + path + " was not answered", e);
                }
            }
            LockSupport.parkNanos(wait.toNanos());
            wait = wait.multipliedBy(2);
        }
    }

    private Answer once(SdkHttpMethod method, String path, Map<String, String> query, @Nullable JsonNode body)
            throws IOException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .uri(endpoint)
                .method(method)
                .encodedPath(path)
                // Unasked, API Gateway answers in another form (HAL).
                .putHeader("Accept", "application/json");
        query.forEach(request::putRawQueryParameter);
        ContentStreamProvider payload = null;
        if (body != null) {
            byte[] bytes = Json.writeBytes(body);
            request.putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", Integer.toString(bytes.length));
            payload = ContentStreamProvider.fromByteArray(bytes);
        }
        SignedRequest signed = sign(request.build(), payload);
        HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(null))
                        .build())
                .call();
        try (InputStream in =
                response.responseBody().<InputStream>map(stream -> stream).orElseGet(InputStream::nullInputStream)) {
            return new Answer(
                    response.httpResponse().statusCode(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private SignedRequest sign(SdkHttpRequest request, @Nullable ContentStreamProvider payload) {
        return signer.sign(signing -> signing.identity(credentials.resolveCredentials())
                .request(request)
                .payload(payload)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    }
}
