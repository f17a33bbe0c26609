package dev.frisket.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.Host;
import dev.frisket.core.address.UrlLists;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every well-formed public URL arrives as a browser would send it, at the checked address, and over TLS. */
class PublicUrlsTest {

    private static final InetAddress PUBLIC = UrlLists.address("93.184.215.14");
    private static final LoopbackServer.Answer OK = LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[] {1});

    @TempDir
    static Path folder;

    private static SSLContext trusting;
    private static LoopbackServer http;
    private static LoopbackServer https;

    private final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        trusting = authority.client();
        http = LoopbackServer.http(OK);
        List<String> names = new ArrayList<>();
        for (String text : UrlLists.publicUrls().keySet()) {
            Host host = parse(text).host();
            if (!unknownToJdk(host)) {
                names.add((host instanceof Host.Literal ? "ip:" : "dns:") + host.text());
            }
        }
        https = LoopbackServer.https(authority.server(names.stream().distinct().toList()), OK);
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        https.close();
    }

    static Stream<Map.Entry<String, String>> urls() {
        return UrlLists.publicUrls().entrySet().stream();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(UrlLists.publicUrls()).hasSizeGreaterThanOrEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aPublicUrlIsSentAsABrowserSendsIt(Map.Entry<String, String> example) throws Exception {
        WebUrl url = parse(example.getKey());
        boolean secure = url.scheme().equals("https");
        LoopbackServer server = secure ? https : http;
        Detour detour = new Detour(server.address());
        assertThat(send(url, trusting, detour)).isEqualTo(200);

        List<LoopbackServer.Request> requests = server.requests();
        LoopbackServer.Request request = requests.get(requests.size() - 1);
        String browser = example.getValue();
        int path = browser.indexOf('/', "https://".length());
        assertThat(request.target()).isEqualTo(browser.substring(path));
        assertThat(spelled(request.header("Host")))
                .isEqualTo(spelled(browser.substring(browser.indexOf("//") + 2, path)));
        boolean named = url.host() instanceof Host.Name;
        assertThat(request.serverName()).isEqualTo(secure && named ? url.host().text() : "");
        assertThat(asked).isEqualTo(named ? List.of(url.host().text()) : List.of());
        InetAddress checked = url.host() instanceof Host.Literal literal ? literal.address() : PUBLIC;
        assertThat(detour.destinations()).hasSize(1);
        assertThat(detour.destinations().get(0).getAddress()).isEqualTo(checked);
        assertThat(detour.destinations().get(0).getPort()).isEqualTo(url.port());
    }

    @Test
    void aNameThatChangesItsAddressIsConnectedToTheOneThatWasChecked() throws Exception {
        Detour detour = new Detour(https.address());
        AddressGuard guard = new AddressGuard(
                name -> {
                    asked.add(name);
                    return List.of(asked.size() == 1 ? PUBLIC : InetAddress.getLoopbackAddress());
                },
                AddressPolicy.PUBLIC_ONLY);
        PinnedClient client = new PinnedClient(guard, trusting, detour);
        assertThat(exchange(client, parse("https://images.example/"))).isEqualTo(200);
        assertThat(asked).containsExactly("images.example");
        assertThat(detour.destinations()).containsExactly(new InetSocketAddress(PUBLIC, 443));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example/",
                "https://a.images.example.elsewhere.example/",
                "https://9.9.9.9/",
                "https://[2606:4700::9]/"
            })
    void aCertificateOfAnotherHostIsRefused(String url) {
        assertThatThrownBy(() -> send(parse(url), trusting, new Detour(https.address())))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() throws Exception {
        SSLContext usual = SSLContext.getDefault();
        assertThatThrownBy(() -> send(parse("https://images.example/"), usual, new Detour(https.address())))
                .isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my_bucket.images.example", "_a.b_.images.example", "a-.images.example"})
    void aHostWhoseNameTheJdkRefusesIsNamedToTheServer(String host) throws Exception {
        Queue<String> hellos = new ConcurrentLinkedQueue<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread listener = new Thread(() -> {
                try (Socket connection = server.accept()) {
                    byte[] hello = new byte[4096];
                    hellos.add(new String(hello, 0, connection.getInputStream().read(hello), ISO_8859_1));
                } catch (IOException e) {
                    hellos.add(e.toString());
                }
            });
            listener.start();
            Detour detour = new Detour(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            assertThatThrownBy(() -> send(parse("https://" + host + "/"), trusting, detour))
                    .isInstanceOf(IOException.class);
            listener.join();
        }
        assertThat(hellos).singleElement().asString().contains("\0" + (char) host.length() + host);
    }

    private int send(WebUrl url, SSLContext tls, Detour detour) throws Exception {
        AddressGuard guard = new AddressGuard(
                name -> {
                    asked.add(name);
                    return List.of(PUBLIC);
                },
                AddressPolicy.PUBLIC_ONLY);
        return exchange(new PinnedClient(guard, tls, detour), url);
    }

    private static int exchange(PinnedClient client, WebUrl url) throws Exception {
        return client.exchange(
                url,
                new BasicClassicHttpRequest(Method.GET, "/"),
                Deadline.in(Duration.ofSeconds(20)),
                response -> response.getCode());
    }

    private static WebUrl parse(String text) throws Exception {
        return WebUrl.parse(text, UrlPurpose.PICTURE, AddressPolicy.PUBLIC_ONLY);
    }

    /** Hosts that the JDK's certificate tool and TLS server cannot handle. */
    private static boolean unknownToJdk(Host host) {
        return host.text().contains("_") || host.text().contains("-.");
    }

    /** An authority without the trailing dot of the host and with IPv6 addresses in Java's form. */
    private static String spelled(String authority) {
        int end = authority.indexOf(']');
        return end < 0
                ? authority.replaceFirst("\\.(?=:|$)", "")
                : UrlLists.address(authority.substring(1, end)) + authority.substring(end + 1);
    }
}
