package dev.frisket.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A proxy would resolve the host again, and connect to the address it has by then. */
@Isolated
class ProxySettingsTest {

    private static final List<String> HOSTS = List.of("http.proxyHost", "https.proxyHost", "socksProxyHost");
    private static final List<String> PORTS = List.of("http.proxyPort", "https.proxyPort", "socksProxyPort");

    private final List<URI> asked = new ArrayList<>();
    private final ProxySelector usual = ProxySelector.getDefault();

    @BeforeEach
    void setProxies() {
        HOSTS.forEach(host -> System.setProperty(host, "127.0.0.1"));
        PORTS.forEach(port -> System.setProperty(port, "1"));
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                asked.add(uri);
            }
        });
    }

    @AfterEach
    void clearProxies() {
        HOSTS.forEach(System::clearProperty);
        PORTS.forEach(System::clearProperty);
        ProxySelector.setDefault(usual);
    }

    @Test
    void noProxyIsUsedWhateverTheSystemSettingsName() throws Exception {
        try (LoopbackServer server = LoopbackServer.http(LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[1]))) {
            AddressGuard guard = new AddressGuard(new SystemResolver(), AddressPolicy.ALLOW_PRIVATE);
            WebUrl url = WebUrl.parse(
                    "http://127.0.0.1:" + server.address().getPort() + "/",
                    UrlPurpose.PICTURE,
                    AddressPolicy.ALLOW_PRIVATE);
            int status = new PinnedClient(guard, SSLContext.getDefault())
                    .exchange(
                            url,
                            new BasicClassicHttpRequest(Method.GET, "/"),
                            Deadline.in(Duration.ofSeconds(10)),
                            response -> response.getCode());
            assertThat(status).isEqualTo(200);
            assertThat(server.requests()).hasSize(1);
            assertThat(asked).isEmpty();
        }
    }
}
