package dev.frisket.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.frisket.access.key.Token;
import dev.frisket.local.keys.KeyAcceptance.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyAcceptanceTest {
    private static final int ATTEMPTS = 4;

    private final Token token = Token.create(new SecureRandom());
    private final Deque<Integer> responses = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer api;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(responses.remove(), -1);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void theKeyIsTriedUntilItIsAccepted() throws Exception {
        responses.addAll(List.of(401, 401, 200));
        assertThat(await()).isEqualTo(Outcome.ACCEPTED);
        assertThat(requests).hasSize(3).containsOnly("GET /api/v2/models Bearer " + token.text());
    }

    @Test
    void whatPassesByItselfIsNoAnswer() throws Exception {
        responses.addAll(List.of(429, 500, 503, 200));
        assertThat(await()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void theAttemptsAreLimited() throws Exception {
        responses.addAll(List.of(401, 401, 401, 401, 200));
        assertThat(await()).isEqualTo(Outcome.REFUSED);
        assertThat(requests).hasSize(ATTEMPTS);
    }

    @Test
    void anAnswerOfSomethingElseEndsTheWait() throws Exception {
        for (int status : new int[] {302, 403, 404}) {
            responses.add(status);
            assertThat(await()).isEqualTo(Outcome.UNKNOWN);
        }
        assertThat(requests).hasSize(3);
    }

    @Test
    void anApiOutOfReachEndsTheWait() throws Exception {
        api.stop(0);
        assertThat(await()).isEqualTo(Outcome.UNKNOWN);
    }

    private Outcome await() throws InterruptedException {
        String base = "http://localhost:" + api.getAddress().getPort() + "/api";
        return new KeyAcceptance(base, ATTEMPTS, Duration.ZERO).await(token);
    }
}
