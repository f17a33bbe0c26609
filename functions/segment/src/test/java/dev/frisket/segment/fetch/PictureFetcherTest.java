package dev.frisket.segment.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.outbound.PinnedClient;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFetcherTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private PictureFetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        PinnedClient client = new PinnedClient(
                new AddressGuard(new SystemResolver(), AddressPolicy.ALLOW_PRIVATE), SSLContext.getDefault());
        fetcher = new PictureFetcher(client, Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void bytesComeAsTheyAre() throws Exception {
        answer("/a", 200, new byte[] {1, 2, 3});
        assertThat(fetcher.fetch(url("/a b?c=ü"))).containsExactly(1, 2, 3);
    }

    @Test
    void threeRedirectsAreFollowedAndNoFourth() throws Exception {
        answer("/end", 200, new byte[] {1});
        redirect("/1", "/end");
        redirect("/2", "1");
        redirect("/3", url("/2"));
        redirect("/4", "/3");
        assertThat(fetcher.fetch(url("/3"))).containsExactly(1);
        assertThatThrownBy(() -> fetcher.fetch(url("/4")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("3 redirects");
    }

    @Test
    void aRedirectToMetadataIsRefused() {
        redirect("/", "http://169.254.169.254/latest/");
        assertThatThrownBy(() -> fetcher.fetch(url("/")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessage("A redirect of imageUrl must be a URL address whose host is publicly routable.");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 204, 304})
    void answersWithoutPictureArePermanent(int status) {
        answer("/", status, new byte[0]);
        assertThatThrownBy(() -> fetcher.fetch(url("/")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("answered " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void serversInTroubleAreTriedAgain(int status) {
        answer("/", status, new byte[0]);
        assertThatThrownBy(() -> fetcher.fetch(url("/"))).isInstanceOf(TransientFetchException.class);
    }

    @Test
    void aGzipBombEndsAtTheLimit() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 300; i++) {
                gzip.write(new byte[1_000_000]);
            }
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.size());
            exchange.getResponseBody().write(bomb.toByteArray());
            exchange.close();
        });
        assertThatThrownBy(() -> fetcher.fetch(url("/")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("25 MB");
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (!Thread.interrupted()) {
                    body.write(new byte[1_000_000]);
                }
            }
        });
        assertThatThrownBy(() -> fetcher.fetch(url("/")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("25 MB");
    }

    @Test
    void aDrippingServerIsCutOff() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    body.write(i);
                    body.flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(() -> fetcher.fetch(url("/")))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("within 2 seconds");
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        String url = url("/");
        server.stop(0);
        assertThatThrownBy(() -> fetcher.fetch(url)).isInstanceOf(TransientFetchException.class);
    }

    @Test
    void whatIsNoUrlIsRefused() {
        assertThatThrownBy(() -> fetcher.fetch("file:///etc/passwd")).isInstanceOf(PermanentFetchException.class);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
    }

    private void redirect(String path, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }
}
