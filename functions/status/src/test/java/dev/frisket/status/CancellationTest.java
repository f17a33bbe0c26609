package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final State PROCESSING = new State.Processing("a".repeat(32), null);
    private static final State SUCCESS = new State.Succeeded(
            "a".repeat(32), List.of(new Result(0, "b".repeat(32), MaskFormat.PNG)), Duration.ofSeconds(1));
    private static final State FAILURE = new State.Failed("a".repeat(32), "Not a picture.", Duration.ZERO);

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore store = new ArtworkStore(objects, clock(NOW));
    private final APIGatewayProxyRequestEvent event = Events.read("status-cancel", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));

    @Test
    void anArtworkThatHasNotEndedIsCanceledAndStaysSo() {
        for (State state : List.of(new State.Starting(), PROCESSING)) {
            Artwork artwork = artworkIn(state);

            for (int call = 0; call < 2; call++) {
                APIGatewayProxyResponseEvent response = cancel(artwork, NOW);
                assertThat(response.getStatusCode()).isEqualTo(200);
                assertThat(status(response)).isEqualTo("canceled");
            }
            assertThat(store.find(keyId, artwork.id())).contains(artwork.in(new State.Canceled()));
        }
    }

    @Test
    void anArtworkThatHasEndedOtherwiseIsNot() {
        for (State state : List.of(SUCCESS, FAILURE)) {
            Artwork artwork = artworkIn(state);

            APIGatewayProxyResponseEvent response = cancel(artwork, NOW);

            assertThat(response.getStatusCode()).isEqualTo(409);
            assertThat(response.getBody())
                    .isEqualTo(
                            "{\"message\":\"the artwork has " + state.status().value()
                                    + " and can't be canceled any more\",\"statusCode\":409,\"error\":\"Conflict\"}");
            assertThat(store.find(keyId, artwork.id())).contains(artwork.in(state));
        }
    }

    @Test
    void anOverdueArtworkHasFailed() {
        assertThat(cancel(artworkIn(PROCESSING), NOW.plus(Duration.ofHours(6))).getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void anotherKeysAnExpiredAndNoArtworkAreNotFound() {
        Artwork theirs = store.create(Artworks.starting("other", NOW));

        assertThat(cancel(theirs, NOW).getStatusCode()).isEqualTo(404);
        assertThat(store.find("other", theirs.id())).contains(theirs);
        assertThat(cancel(artworkIn(PROCESSING), NOW.plus(Duration.ofDays(8))).getStatusCode())
                .isEqualTo(404);
        assertThat(cancel(Artworks.starting(keyId, NOW), NOW).getStatusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoUuidIsRefused() {
        event.setPathParameters(Map.of("id", "1"));

        assertThat(handler(NOW).handleRequest(event, new TestContext()).getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void ofCancelingAndFinishingAtOnceOneWins() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int race = 0; race < 200; race++) {
                race(two, artworkIn(PROCESSING));
            }
        } finally {
            two.shutdownNow();
        }
    }

    private void race(ExecutorService two, Artwork artwork) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        Future<Artwork> worker = two.submit(() -> {
            start.await();
            return store.advance(keyId, artwork.id(), SUCCESS).orElseThrow();
        });
        Future<Integer> caller = two.submit(() -> {
            start.await();
            return cancel(artwork, NOW).getStatusCode();
        });
        State toldTheWorker = worker.get().state();
        State end = store.find(keyId, artwork.id()).orElseThrow().state();

        assertThat(end).isIn(SUCCESS, new State.Canceled()).isEqualTo(toldTheWorker);
        assertThat(caller.get()).isEqualTo(end.equals(SUCCESS) ? 409 : 200);
    }

    private Artwork artworkIn(State state) {
        Artwork artwork = store.create(Artworks.starting(keyId, NOW));
        store.advance(keyId, artwork.id(), PROCESSING);
        if (state instanceof State.Starting) {
            return store.create(Artworks.starting(keyId, NOW));
        }
        return store.advance(keyId, artwork.id(), state).orElseThrow();
    }

    private APIGatewayProxyResponseEvent cancel(Artwork artwork, Instant now) {
        APIGatewayProxyRequestEvent request = Events.read("status-cancel", APIGatewayProxyRequestEvent.class);
        request.setPathParameters(Map.of("id", artwork.id().toString()));
        return handler(now).handleRequest(request, new TestContext());
    }

    private StatusHandler handler(Instant now) {
        return new StatusHandler(objects, new InMemoryQueue<>(), List.of(), EndWait.none(clock(now)), clock(now));
    }

    private static String status(APIGatewayProxyResponseEvent response) {
        JsonNode artwork = Json.read(response.getBody().getBytes(UTF_8));
        return artwork.get("status").textValue();
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
