package dev.frisket.local.stack;

import dev.frisket.core.aws.Aws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A server that the SDK calls, without a proxy if it is on this machine, since no proxy could reach it there.
 *
 * @param address of the server
 * @param credentials that sign requests to it
 */
record Endpoint(URI address, AwsCredentialsProvider credentials) {
    static final Region REGION = Region.US_EAST_1;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Creates clients of this server. */
    Aws connect() {
        return Aws.at(address, REGION, credentials, httpClient());
    }

    private SdkHttpClient httpClient() {
        return LOOPBACK.contains(address.getHost())
                ? UrlConnectionHttpClient.create(Endpoint::connectDirectly)
                : UrlConnectionHttpClient.create();
    }

    // Both the SDK and the JDK look for proxy settings, each in its own places.
    private static HttpURLConnection connectDirectly(URI address) {
        try {
            return (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
