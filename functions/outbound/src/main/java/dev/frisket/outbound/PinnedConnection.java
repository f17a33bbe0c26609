package dev.frisket.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP/1.1 connection to the given addresses. Only the deadline of its sockets limits the peer's silence.
 */
final class PinnedConnection implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Http1Config BOUNDED_HEADERS = Http1Config.custom()
            .setMaxHeaderCount(200)
            .setMaxLineLength(16 * 1024)
            .build();

    private final CloseableHttpClient client;
    private final OpenSockets sockets;

    PinnedConnection(List<InetAddress> addresses, OpenSockets sockets, TlsSocketStrategy tls) {
        DefaultHttpClientConnectionOperator operator = new DefaultHttpClientConnectionOperator(
                sockets,
                host -> host.getPort(),
                new Pinned(addresses),
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", tls)
                        .build());
        BasicHttpClientConnectionManager connections = new BasicHttpClientConnectionManager(
                operator,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(BOUNDED_HEADERS)
                        // The client's own parser would skip anything that is not HTTP and report that nothing came.
                        .responseParserFactory(new DefaultHttpResponseParserFactory(BOUNDED_HEADERS))
                        .build());
        connections.setConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECT).build());
        this.sockets = sockets;
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Frisket")
                .build();
    }

    ClassicHttpResponse send(HttpHost host, ClassicHttpRequest request) throws IOException {
        return client.executeOpen(host, request, HttpClientContext.create());
    }

    /** Closes the sockets first: the client would read a body to its end before releasing the connection. */
    @Override
    public void close() {
        sockets.close();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Answers every lookup with the checked addresses. */
    private record Pinned(List<InetAddress> addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) {
            return addresses.toArray(new InetAddress[0]);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return Objects.requireNonNull(host);
        }
    }
}
