package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestClock;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Look-ups with {@code Prefer: wait=10}, on a clock that moves only while they wait. */
class WaitingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(3);

    private final TestClock clock = new TestClock(NOW);
    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore store = new ArtworkStore(objects, clock);
    private final APIGatewayProxyRequestEvent event = Events.read("status-wait", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));
    private final Artwork artwork = store.create(Artworks.starting(keyId, NOW));

    @Test
    void theAnswerComesWhenTheArtworkHasEndedHoweverItEnded() {
        for (State end : List.of(new State.Canceled(), new State.Failed(null, "It can't be done.", Duration.ZERO))) {
            TestClock now = new TestClock(NOW);
            Artwork next = store.create(Artworks.starting(keyId, NOW));
            now.after(SOON, () -> store.advance(keyId, next.id(), end));

            APIGatewayProxyResponseEvent response = look(next, now, Duration.ofSeconds(25));

            assertThat(response.getStatusCode()).isEqualTo(200);
            assertThat(response.getHeaders()).containsEntry("Preference-Applied", "wait=10");
            assertThat(status(response)).isEqualTo(end.status().value());
            assertThat(now.passed()).isBetween(SOON, SOON.plusSeconds(1));
        }
    }

    @Test
    void afterTheTimeTheArtworkIsAnsweredAsItIs() {
        clock.after(SOON, () -> store.advance(keyId, artwork.id(), new State.Processing("a".repeat(32), null)));

        APIGatewayProxyResponseEvent response = look(artwork, clock, Duration.ofSeconds(25));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(status(response)).isEqualTo("processing");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theDeploymentsLongestWaitCounts() {
        APIGatewayProxyResponseEvent response = look(artwork, clock, Duration.ofSeconds(5));

        assertThat(response.getHeaders()).containsEntry("Preference-Applied", "wait=5");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void anArtworkThatIsDeletedMeanwhileIsNotFound() {
        clock.after(SOON, () -> new ArtworkRemoval(objects, store).delete(keyId, artwork.id()));

        assertThat(look(artwork, clock, Duration.ofSeconds(25)).getStatusCode()).isEqualTo(404);
        assertThat(clock.passed()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsNotThereIsNotWaitedFor() {
        assertThat(look(Artworks.starting(keyId, NOW), clock, Duration.ofSeconds(25))
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(clock.pauses()).isEmpty();
    }

    @Test
    void aStackIgnoresThePreferenceByDefault() {
        APIGatewayProxyResponseEvent response = look(artwork, clock, Duration.ZERO);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).doesNotContainKey("Preference-Applied");
        assertThat(clock.pauses()).isEmpty();
    }

    private APIGatewayProxyResponseEvent look(Artwork of, TestClock now, Duration longest) {
        event.setPathParameters(Map.of("id", of.id().toString()));
        return new StatusHandler(objects, new InMemoryQueue<>(), List.of(), new EndWait(longest, now, now), now)
                .handleRequest(event, new TestContext(() -> 28_000));
    }

    private static String status(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody().getBytes(UTF_8)).get("status").textValue();
    }
}
