package dev.frisket.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** How the SDK reaches a server: without a proxy if it is on this machine, which no proxy would find. */
final class DirectHttp {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private DirectHttp() {}

    /** @param address of the server */
    static SdkHttpClient to(URI address) {
        return LOOPBACK.contains(address.getHost())
                ? UrlConnectionHttpClient.create(DirectHttp::connection)
                : UrlConnectionHttpClient.create();
    }

    // Both the SDK and the JDK look for a proxy, each in places of its own, unless they are told of none.
    private static HttpURLConnection connection(URI address) {
        try {
            return (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
