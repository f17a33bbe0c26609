package dev.frisket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Throttle.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request is written byte by byte: an HTTP client would refuse or correct most of these addresses. */
class StoragePassageTest {
    private static final Queue<String> PASSED = new ConcurrentLinkedQueue<>();

    private static HttpServer storage;
    private static Gateway gateway;

    @BeforeAll
    @BeforeContainer
    static void start() throws IOException {
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", StoragePassageTest::answer);
        storage.start();
        Rules rules = new Rules(
                authorization -> {
                    throw new ApiException.Unauthorized();
                },
                new Throttle(Limits.GENEROUS, Clock.systemUTC()),
                new Cors("*"));
        StoragePassage passage = new StoragePassage(origin(), "pictures");
        gateway = Gateway.start(Gateway.LOOPBACK, 0, passage, List.of(), rules, Clock.systemUTC());
    }

    @AfterAll
    @AfterContainer
    static void stop() {
        gateway.close();
        storage.stop(0);
    }

    @Test
    void aSignedRequestArrivesAsItWasSignedWithoutFurtherHeaders() throws IOException {
        PASSED.clear();
        assertThat(send(
                        "PUT",
                        "/pictures/a%2Fb?x=%20&X-Amz-Signature=0f",
                        "Content-Length: 5\r\nX-More: 1\r\n",
                        "bytes"))
                .startsWith("HTTP/1.1 200 ")
                .contains("ETag: \"1\"", "X-Content-Type-Options: nosniff")
                .doesNotContain("X-Internal");
        assertThat(PASSED)
                .containsExactly(
                        "PUT /pictures/a%2Fb?x=%20&X-Amz-Signature=0f " + origin().getAuthority() + " null bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /pictures/a",
        "GET, /pictures/a?x=1",
        "GET, /keys/a?X-Amz-Signature=0f",
        "GET, /pictures?X-Amz-Signature=0f",
        "GET, /pictures/[a]?X-Amz-Signature=<",
        "POST, /pictures/a?X-Amz-Signature=0f",
        "DELETE, /pictures/a?X-Amz-Signature=0f",
    })
    void everythingElseIsLeftToTheApi(String method, String path) throws IOException {
        PASSED.clear();
        assertThat(send(method, path, "", "")).startsWith("HTTP/1.1 404 ");
        assertThat(PASSED).isEmpty();
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedUnread() throws IOException {
        PASSED.clear();
        String length = "Content-Length: " + (PictureLimits.MAX_BYTES + 1) + "\r\n";
        assertThat(send("PUT", "/pictures/a?X-Amz-Signature=0f", length, "")).startsWith("HTTP/1.1 413 ");
        assertThat(PASSED).isEmpty();
    }

    @Property
    void noAddressIsOurFault(@ForAll @CharRange(from = '!', to = '~') @StringLength(max = 12) String text)
            throws IOException {
        assertThat(send("GET", "/pictures/" + text + "?X-Amz-Signature=" + text, "", ""))
                .matches("(?s)HTTP/1\\.1 (200|400|404) .*");
    }

    private static URI origin() {
        return URI.create("http://127.0.0.1:" + storage.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            PASSED.add("%s %s %s %s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Host"),
                            exchange.getRequestHeaders().getFirst("X-More"),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("X-Internal", "1");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static String send(String method, String path, String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            String request = "%s %s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n%s\r\n%s"
                    .formatted(method, path, headers, body);
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
