package dev.frisket.segment.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UrlLists;
import dev.frisket.outbound.Detour;
import dev.frisket.outbound.LoopbackServer;
import dev.frisket.outbound.PinnedClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which invalid responses are final because they will never be HTTP, and which are retried because they were interrupted. */
class UnreadableAnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nAccessKeyId\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nffffffffffffffff\nAccessKeyId",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-5\nAccessKeyId",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\nAccessKeyId\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: AccessKeyId\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Length: AccessKeyId\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Length: -1\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nContent-Length: 99999999999999999999\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nAccessKeyId\n\nAccessKeyId",
                "HTTP/1.1 AccessKeyId AccessKeyId\n\n",
                "HTTP/1.1 99999 AccessKeyId\n\n",
                "HTTP/1.1 -200 OK\n\nAccessKeyId",
                "HTTP/1.1\n\nAccessKeyId",
                "HTTP/9.9 200 OK\n\nAccessKeyId",
                "HTTP/AccessKeyId 200 OK\n\nAccessKeyId",
                "SSH-2.0-AccessKeyId\n",
                "220 mail.example ESMTP AccessKeyId\n",
                "<html>AccessKeyId</html>",
                "AccessKeyId",
            })
    void anAnswerThatIsNotHttpIsNotAskedForAgain(String answer) throws Exception {
        assertThat(refusal(answer))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessage("The server of imageUrl sent an answer that is not valid HTTP;"
                        + " use another server, or upload the picture.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\nContent-Length: 24000000\n\nAccessKeyId",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nAcc",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
            })
    void anAnswerThatBreaksOffIsAskedForAgain(String answer) throws Exception {
        assertThat(refusal(answer)).isInstanceOf(TransientFetchException.class);
    }

    @Test
    void anAnswerThatIsNoTlsIsNotAskedForAgain() throws Exception {
        assertThat(tlsRefusal("HTTP/1.1 400 Bad Request\r\n\r\n"))
                .isInstanceOf(PermanentFetchException.class)
                .hasMessageContaining("not valid TLS");
        assertThat(tlsRefusal("")).isInstanceOf(TransientFetchException.class);
    }

    private static FetchException refusal(String answer) throws Exception {
        byte[] bytes = answer.replace("\n", "\r\n").getBytes(US_ASCII);
        try (LoopbackServer server = LoopbackServer.http(
                (request, connection) -> connection.getOutputStream().write(bytes))) {
            FetchException refusal = refusal("http://images.example/", server.address());
            assertThat(refusal.getMessage()).doesNotContain("AccessKeyId");
            return refusal;
        }
    }

    /** The error for a picture over https from a server that sends this answer to any request. */
    private static FetchException tlsRefusal(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket connection = server.accept()) {
                    if (connection.getInputStream().read(new byte[4096]) > 0) {
                        connection.getOutputStream().write(answer.getBytes(US_ASCII));
                    }
                } catch (IOException e) {
                    // the client has closed the connection
                }
            });
            thread.start();
            FetchException refusal = refusal(
                    "https://images.example/", new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
            thread.join();
            return refusal;
        }
    }

    private static FetchException refusal(String url, InetSocketAddress server) throws Exception {
        PinnedClient client = new PinnedClient(
                new AddressGuard(name -> List.of(UrlLists.address("93.184.215.14")), AddressPolicy.PUBLIC_ONLY),
                SSLContext.getDefault(),
                new Detour(server));
        FetchException refusal = catchThrowableOfType(
                FetchException.class, () -> new PictureFetcher(client, Duration.ofSeconds(20)).fetch(url));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
