package dev.frisket.segment.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.HostResolver;
import dev.frisket.core.address.UrlLists;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.LoopbackServer;
import dev.frisket.outbound.PinnedClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** If a server misbehaves, the fetch ends soon, with a sentence that reveals nothing of its response or address. */
class HostileServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String SECRET = "AccessKeyId";
    private static final InetAddress PUBLIC = UrlLists.address("93.184.215.14");

    private volatile LoopbackServer.Answer answer = LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[1]);
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.http((request, connection) -> answer.write(request, connection));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'X: ', x",
        "'Content-Length: 100000\r\n\r\n', x",
        "'Transfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n'",
    })
    void drippingHeadersBodiesAndChunksAreCutOff(String start, String drop) throws Exception {
        serve((request, connection) -> drip(connection.getOutputStream(), "HTTP/1.1 200 OK\r\n" + start, drop));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class).hasMessageContaining("within 1 seconds");
    }

    @Test
    void aServerThatSaysNothingIsCutOff() throws Exception {
        serve((request, connection) -> Thread.sleep(10_000));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class).hasMessageContaining("within 1 seconds");
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        serve((request, connection) ->
                endless(connection.getOutputStream(), "HTTP/1.1 200 OK\r\n", "X: " + SECRET + "\r\n"));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class).hasMessageContaining("not valid HTTP");
    }

    @Test
    void aStuckResolverIsNotWaitedFor() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        serve(LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[1]));
        HostResolver stuck = name -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(PUBLIC);
        };
        assertThat(refusal("http://images.example/", stuck))
                .isInstanceOf(TransientFetchException.class)
                .hasMessageContaining("could not be looked up");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aResetConnectionMayBeTriedAgain() throws Exception {
        serve((request, connection) -> {
            write(connection.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + SECRET);
            connection.setSoLinger(true, 0);
        });
        assertThat(refusal()).isInstanceOf(TransientFetchException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Encoding: br\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Encoding: deflate\n\nAccessKeyId",
                "HTTP/1.1 403 AccessKeyId\n\nAccessKeyId",
                "HTTP/1.1 500 AccessKeyId\n\nAccessKeyId",
                "HTTP/1.1 302 Found\n\nAccessKeyId",
                "HTTP/1.1 302 Found\nLocation: http://AccessKeyId/\n\n",
                "HTTP/1.1 302 Found\nLocation: gopher://10.9.8.7/AccessKeyId\n\n",
                "HTTP/1.1 302 Found\nLocation: http://10.9.8.7:99999/AccessKeyId\n\n",
                "HTTP/1.1 302 Found\nLocation: /\\10.9.8.7/AccessKeyId\n\n",
                "HTTP/1.1 101 Switching Protocols\nUpgrade: AccessKeyId\n\nAccessKeyId",
            })
    void nonsenseIsRefusedWithoutBeingRepeated(String answer) throws Exception {
        serve((request, connection) -> write(connection.getOutputStream(), answer.replace("\n", "\r\n")));
        assertThat(refusal()).isNotNull();
    }

    @Test
    void aCutOffGzipBodyMayBeTriedAgain() throws Exception {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(whole)) {
            gzip.write(new byte[100_000]);
        }
        byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
        serve(LoopbackServer.fixed("HTTP/1.1 200 OK\nContent-Encoding: gzip", half));
        assertThat(refusal()).isNotNull();
    }

    @Test
    void aGzipBombWithinAGzipBombIsRefused() throws Exception {
        serve(LoopbackServer.fixed("HTTP/1.1 200 OK\nContent-Encoding: gzip, gzip", new byte[10]));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class);
    }

    @Test
    void redirectsThatGoRoundEnd() throws Exception {
        serve(LoopbackServer.fixed("HTTP/1.1 302 Found\nLocation: /", new byte[0]));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class).hasMessageContaining("3 redirects");
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void theEndlessBodyOfARedirectIsNotRead() throws Exception {
        serve((request, connection) -> endless(
                connection.getOutputStream(),
                "HTTP/1.1 302 Found\r\nLocation: /\r\nTransfer-Encoding: chunked\r\n\r\n",
                "1\r\nx\r\n"));
        assertThat(refusal()).isInstanceOf(PermanentFetchException.class).hasMessageContaining("3 redirects");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRedirectToMetadataIsRefusedInEveryHop(int hop) throws Exception {
        String[] seen = new String[1];
        serve((request, connection) -> {
            boolean last = server.requests().size() == hop;
            seen[0] = last ? "http://169.254.169.254/latest/meta-data/" : "http://hop.example/" + hop;
            LoopbackServer.fixed("HTTP/1.1 302 Found\nLocation: " + seen[0], new byte[0])
                    .write(request, connection);
        });
        assertThat(refusal())
                .isInstanceOf(PermanentFetchException.class)
                .hasMessage("A redirect of imageUrl must be a URL address whose host is publicly routable.");
        assertThat(server.requests()).hasSize(hop);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRedirectToANameOfMetadataIsRefusedInEveryHop(int hop) throws Exception {
        serve((request, connection) -> LoopbackServer.fixed(
                        "HTTP/1.1 302 Found\nLocation: http://hop"
                                + server.requests().size() + ".example/",
                        new byte[0])
                .write(request, connection));
        HostResolver resolver =
                name -> List.of(name.equals("hop" + hop + ".example") ? UrlLists.address("169.254.169.254") : PUBLIC);
        assertThat(refusal("http://images.example/", resolver))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("publicly routable");
        assertThat(server.requests()).hasSize(hop);
    }

    private void serve(LoopbackServer.Answer now) {
        answer = now;
    }

    private FetchException refusal() throws Exception {
        return refusal("http://images.example/", name -> List.of(PUBLIC));
    }

    private FetchException refusal(String url, HostResolver resolver) throws Exception {
        PinnedClient client = new PinnedClient(
                new AddressGuard(resolver, AddressPolicy.PUBLIC_ONLY),
                SSLContext.getDefault(),
                new Detour(server.address()));
        long start = System.nanoTime();
        FetchException refusal =
                catchThrowableOfType(FetchException.class, () -> new PictureFetcher(client, LIMIT).fetch(url));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage())
                .doesNotContain(SECRET, "127.0.0.1", "localhost", "169.254", "10.9.8.7", "93.184")
                .doesNotContain(String.valueOf(server.address().getPort()))
                .doesNotContainPattern("Exception|\\.java|org\\.|javax\\.")
                .endsWith(".");
        return refusal;
    }

    private static void drip(OutputStream out, String start, String drop) throws IOException, InterruptedException {
        write(out, start);
        for (int i = 0; i < 1000; i++) {
            write(out, drop);
            Thread.sleep(20);
        }
    }

    private static void endless(OutputStream out, String start, String more) throws IOException {
        write(out, start);
        while (!Thread.currentThread().isInterrupted()) {
            write(out, more);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }
}
