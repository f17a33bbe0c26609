package dev.frisket.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.json.Json;
import dev.frisket.local.gateway.Gateway.Bounds;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Throttle.Limits;
import java.io.IOException;
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

/** Clients that are slow, on purpose or not. */
class SlowClientsTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String KEY = "Authorization: Bearer key\r\n";
    private static final String POST = "POST /any HTTP/1.1\r\nHost: localhost\r\n";

    private final List<RawClient> clients = new ArrayList<>();
    private final CountDownLatch authorized = new CountDownLatch(1);
    private @Nullable Gateway gateway;

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
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
        RawClient client = send(route + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                + "\r\nContent-Length: 1000000\r\n\r\nthe beginning");

        assertThat(client.head()).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItComes() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 100));
        for (String expect : List.of("", "Expect: 100-continue\r\n")) {
            RawClient client = send(POST + KEY + expect + "Content-Length: 10485761\r\n\r\n");
            assertThat(client.head()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyThatIsTooLargeWithoutSayingSoIsRefusedToo() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 100));
        RawClient client = send(POST + KEY + "Transfer-Encoding: chunked\r\n\r\n");
        String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        for (int megabyte = 0; megabyte < 11; megabyte++) {
            client.write(chunk);
        }
        client.write("0\r\n\r\n");
        assertThat(client.head()).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsLateIsAnswered408(boolean dripping) throws Exception {
        start(new Bounds(NEVER, NEVER, SOON, SOON, 100));
        RawClient client = send(POST + KEY + "Content-Length: 1000000\r\n\r\n");

        assertLate(dripping ? client.drip() : client.all());
    }

    @Test
    void headersThatAreLateAreAnswered408() throws Exception {
        start(new Bounds(SOON, NEVER, NEVER, SOON, 100));
        assertLate(send("POST /any HTTP/1.1\r\nX: ").drip());
        assertLate(send("POST /an").all());
    }

    @Test
    void headersThatAreLateBehindAnAnswerAreAnswered408() throws Exception {
        start(new Bounds(Duration.ofSeconds(1), Duration.ofSeconds(1), NEVER, SOON, 100));
        String answer = "";
        // On a busy machine this test itself may send the beginning too late.
        for (int attempt = 0; attempt < 20 && answer.isEmpty(); attempt++) {
            RawClient client = send(POST + KEY + "Content-Length: 2\r\n\r\n{}");
            if (client.head().startsWith("HTTP/1.1 200 ")) {
                assertThat(client.read(2)).isEqualTo("{}");
                client.write("POST /an");
                answer = client.all();
            }
        }
        assertLate(answer);
    }

    @Test
    void aConnectionWithoutARequestEndsWithoutAnAnswer() throws Exception {
        start(new Bounds(SOON, NEVER, NEVER, SOON, 100));
        assertThat(send("").all()).isEmpty();
    }

    @Test
    void aConnectionWithoutAFurtherRequestEndsBehindTheAnswer() throws Exception {
        start(new Bounds(NEVER, SOON, NEVER, SOON, 100));
        assertThat(send("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n").all()).endsWith("\r\n\r\n{}");
    }

    @Test
    void whoeverIsInTimeIsAnsweredOnTheSameConnectionAgainAndAgain() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 1));
        RawClient client = send("");
        for (int call = 0; call < 200; call++) {
            client.write(POST + KEY + "Content-Length: 2\r\n\r\n{}");
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.read(2)).isEqualTo("{}");
        }
    }

    @Test
    void howeverManyAreSlowANewcomerIsAnswered() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, Bounds.USUAL.connections()));
        for (int number = 0; number < 250; number++) {
            send(POST + KEY + "Content-Length: 1000000\r\n\r\n{");
            send(POST + "Content-Length: 1000000\r\n\r\n{");
            send("POST /an");
        }
        RawClient newcomer = send(POST + KEY + "Content-Length: 2\r\n\r\n{}");

        assertThat(newcomer.head()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void ofTooManyConnectionsThoseEndThatWaitForARequest() throws Exception {
        start(new Bounds(NEVER, NEVER, NEVER, NEVER, 4));
        RawClient working = send(POST + KEY + "Content-Length: 2\r\n\r\n{");
        authorized.await();
        List<RawClient> waiting = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            waiting.add(send(""));
        }
        List<RawClient> open = waiting;
        while (open.size() > 3) {
            List<RawClient> left = new ArrayList<>();
            for (RawClient client : open) {
                if (client.isOpen()) {
                    left.add(client);
                }
            }
            open = left;
        }
        assertThat(open).hasSize(3);
        working.write("}");
        assertThat(working.head()).startsWith("HTTP/1.1 200 ");
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
                Gateway.LOOPBACK,
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

    private RawClient send(String text) throws IOException {
        RawClient client = new RawClient(Objects.requireNonNull(gateway).port());
        clients.add(client);
        client.write(text);
        return client;
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
