package dev.frisket.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time, on purpose or not. */
class SlowClientsTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String KEY = "Authorization: Bearer key\r\n";
    private static final String POST = "POST /any HTTP/1.1\r\nHost: localhost\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch authorized = new CountDownLatch(1);
    private @Nullable Gateway gateway;

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Objects.requireNonNull(gateway).close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /any, '', 401",
        "POST /any, Bearer other, 401",
        "DELETE /any, Bearer key, 405",
        "POST /nothing, Bearer key, 404",
        "GET /open, '', 200",
        "OPTIONS /any, '', 204",
    })
    void whoNeedNotSendABodyIsAnsweredBeforeItComes(String route, String authorization, int status) throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 100));
        Socket socket = send(route + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                + "\r\nContent-Length: 1000000\r\n\r\nthe beginning");

        assertThat(head(socket)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItComes() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 100));
        for (String expect : List.of("", "Expect: 100-continue\r\n")) {
            Socket socket = send(POST + KEY + expect + "Content-Length: 10485761\r\n\r\n");
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyThatIsTooLargeWithoutSayingSoIsRefusedToo() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 100));
        Socket socket = send(POST + KEY + "Transfer-Encoding: chunked\r\n\r\n");
        String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        for (int megabyte = 0; megabyte < 11; megabyte++) {
            socket.getOutputStream().write(chunk.getBytes(UTF_8));
        }
        socket.getOutputStream().write("0\r\n\r\n".getBytes(UTF_8));
        assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsLateIsAnswered408(boolean dripping) throws Exception {
        start(new Bounds(NEVER, NEVER, SOON, SOON, 100));
        Socket socket = send(POST + KEY + "Content-Length: 1000000\r\n\r\n");

        assertLate(dripping ? dripInto(socket) : all(socket));
    }

    @Test
    void headersThatAreLateAreAnswered408() throws Exception {
        start(new Bounds(SOON, NEVER, NEVER, SOON, 100));
        assertLate(dripInto(send("POST /any HTTP/1.1\r\nX: ")));
        assertLate(all(send("POST /an")));
    }

    @Test
    void headersThatAreLateBehindAnAnswerAreAnswered408() throws Exception {
        start(new Bounds(SOON, SOON, NEVER, SOON, 100));
        Socket socket = send(POST + KEY + "Content-Length: 2\r\n\r\n{}");
        assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
        socket.getInputStream().readNBytes(2);
        socket.getOutputStream().write("POST /an".getBytes(UTF_8));

        assertLate(all(socket));
    }

    @Test
    void aConnectionWithoutARequestEndsWithoutAnAnswer() throws Exception {
        start(new Bounds(SOON, SOON, NEVER, SOON, 100));
        assertThat(all(send(""))).isEmpty();
        assertThat(all(send("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n"))).endsWith("\r\n\r\n{}");
    }

    @Test
    void whoeverIsInTimeIsAnsweredOnTheSameConnectionAgainAndAgain() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 1));
        Socket socket = send("");
        for (int call = 0; call < 200; call++) {
            socket.getOutputStream().write((POST + KEY + "Content-Length: 2\r\n\r\n{}").getBytes(UTF_8));
            assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
            assertThat(socket.getInputStream().readNBytes(2)).isEqualTo("{}".getBytes(UTF_8));
        }
    }

    @Test
    void howeverManyAreSlowANewcomerIsAnswered() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, Bounds.USUAL.connections()));
        for (int client = 0; client < 250; client++) {
            send(POST + KEY + "Content-Length: 1000000\r\n\r\n{");
            send(POST + "Content-Length: 1000000\r\n\r\n{");
            send("POST /an");
        }
        Socket newcomer = send(POST + KEY + "Content-Length: 2\r\n\r\n{}");

        assertThat(head(newcomer)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void ofTooManyConnectionsThoseEndThatWaitForARequest() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 4));
        Socket working = send(POST + KEY + "Content-Length: 2\r\n\r\n{");
        authorized.await();
        List<Socket> waiting = new ArrayList<>();
        for (int client = 0; client < 20; client++) {
            Socket socket = send("");
            socket.setSoTimeout(20);
            waiting.add(socket);
        }
        List<Socket> open = waiting;
        while (open.size() > 3) {
            List<Socket> left = new ArrayList<>();
            for (Socket socket : open) {
                if (isOpen(socket)) {
                    left.add(socket);
                }
            }
            open = left;
        }
        assertThat(open).hasSize(3);
        working.getOutputStream().write('}');
        assertThat(head(working)).startsWith("HTTP/1.1 200 ");
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private void start(Bounds bounds) throws IOException {
        Authorizer authorizer = authorization -> {
            if (!"Bearer key".equals(authorization)) {
                throw new ApiException.Unauthorized();
            }
            authorized.countDown();
            return new Authorizer.Admitted("id", "id", Map.of());
        };
        gateway = Gateway.start(
                0,
                new Handler.Sequence(),
                List.of(
                        new Route("POST", "/any", Route.Admission.KEY, (event, context) -> ok()),
                        new Route("GET", "/open", Route.Admission.ANYBODY, (event, context) -> ok())),
                new Rules(authorizer, new Throttle(Limits.GENEROUS, Clock.systemUTC()), new Cors("*")),
                bounds,
                Clock.systemUTC());
    }

    private static APIGatewayProxyResponseEvent ok() {
        return new APIGatewayProxyResponseEvent().withStatusCode(200).withBody("{}");
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                Objects.requireNonNull(gateway).port());
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return socket;
    }

    /** Writes a byte now and then until it is answered. */
    private static String dripInto(Socket socket) throws IOException, InterruptedException {
        try {
            while (socket.getInputStream().available() == 0) {
                socket.getOutputStream().write('x');
                Thread.sleep(20);
            }
        } catch (SocketException e) {
            // It was answered and closed meanwhile.
        }
        return all(socket);
    }

    /** All that comes until the connection ends. */
    private static String all(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                answer.append((char) next);
            }
        } catch (SocketException e) {
            // Bytes that nobody read reset it; the answer came before.
        }
        return answer.toString();
    }

    /** The status line and the headers of an answer. */
    private static String head(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(answer.toString()).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }

    private static void assertLate(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                .contains("Content-Type: application/json\r\n", "Access-Control-Allow-Origin: *\r\n")
                .containsIgnoringCase("Connection: close\r\n");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(Json.readStrictly(body.getBytes(UTF_8)))
                .isEqualTo(Json.object()
                        .put("message", "the request did not arrive in time, send it again")
                        .put("statusCode", 408)
                        .put("error", "Request Timeout"));
    }
}
