package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestClock;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests with {@code Prefer: wait=10}, on a clock that moves only while they wait. */
class WaitingTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryBucket control = new InMemoryBucket();
    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    private final ArtworkStore store = new ArtworkStore(data, clock);
    private final APIGatewayProxyRequestEvent event = Events.read("submit-wait", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));

    @Test
    void anArtworkThatEndsMeanwhileIsAnswered200WithTheSameHeaders() {
        clock.after(SOON, () -> end(new State.Failed(null, "It can't be done.", Duration.ZERO)));

        APIGatewayProxyResponseEvent response = create();

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(artwork(response).get("status").textValue()).isEqualTo("failed");
        assertThat(response.getHeaders())
                .containsEntry("Preference-Applied", "wait=10")
                .containsEntry("Retry-After", "2");
        assertThat(response.getHeaders().get("Location"))
                .endsWith("/v2/artworks/" + artwork(response).get("id").textValue());
        assertThat(clock.passed()).isBetween(SOON, SOON.plusSeconds(1));
        assertThat(jobs.sent()).hasSize(1);
    }

    @Test
    void aCanceledOneToo() {
        clock.after(SOON, () -> end(new State.Canceled()));

        assertThat(create().getStatusCode()).isEqualTo(200);
    }

    @Test
    void afterTheTimeItIsAccepted() {
        APIGatewayProxyResponseEvent response = create();

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(artwork(response).get("status").textValue()).isEqualTo("starting");
        assertThat(response.getHeaders()).containsEntry("Preference-Applied", "wait=10");
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anArtworkThatIsDeletedMeanwhileIsNotFound() {
        clock.after(SOON, () -> new ArtworkRemoval(data, store)
                .delete(keyId, store.newest(keyId, 0, 1).get(0)));

        assertThat(create().getStatusCode()).isEqualTo(404);
    }

    @Test
    void aRepeatedRequestWaitsForTheFirstOnesArtwork() {
        event.getMultiValueHeaders().put("Idempotency-Key", List.of("order-4711"));
        String first = artwork(create()).get("id").textValue();
        end(new State.Canceled());

        APIGatewayProxyResponseEvent response = create();

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(artwork(response).get("id").textValue()).isEqualTo(first);
        event.getMultiValueHeaders().remove("Prefer");
        assertThat(create().getStatusCode()).isEqualTo(202);
    }

    @Test
    void aRefusedRequestIsAnsweredAtOnce() {
        event.setBody("{}");

        APIGatewayProxyResponseEvent response = create();

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getHeaders()).doesNotContainKey("Preference-Applied");
        assertThat(clock.pauses()).isEmpty();
    }

    private void end(State end) {
        ArtworkId id = store.newest(keyId, 0, 1).get(0);
        store.advance(keyId, id, end);
    }

    private APIGatewayProxyResponseEvent create() {
        return new SubmitHandler(
                        data,
                        control,
                        jobs,
                        new InMemoryQueue<>(),
                        Rules.PUBLIC,
                        UnknownPropertyRule.REFUSE,
                        new EndWait(EndWait.MAX, clock, clock),
                        Integer.MAX_VALUE,
                        clock)
                .handleRequest(event, new TestContext(() -> 28_000));
    }

    private static JsonNode artwork(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody().getBytes(UTF_8));
    }
}
