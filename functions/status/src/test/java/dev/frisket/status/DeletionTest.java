package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.core.webhook.DeliveryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeletionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ATTEMPT = "a".repeat(32);
    private static final String EMBEDDING = ObjectKeys.embedding("acme", "1".repeat(64), "2".repeat(64));
    private static final List<Result> RESULTS =
            List.of(new Result(0, "b".repeat(32), MaskFormat.PNG), new Result(1, "c".repeat(32), MaskFormat.WEBP));

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore store = new ArtworkStore(objects, clock(NOW));
    private final String keyId = String.valueOf(Events.read("status-delete", APIGatewayProxyRequestEvent.class)
            .getRequestContext()
            .getAuthorizer()
            .get("keyId"));

    @Test
    void aDeletedArtworkLeavesItsTombstoneAndNothingElseIsTouched() {
        Artwork other = succeeded(false);
        int before = objects.list("", 99).size();
        Artwork artwork = succeeded(false);

        APIGatewayProxyResponseEvent response = call("status-delete", artwork, objects);

        assertThat(response.getStatusCode()).isEqualTo(204);
        assertThat(response.getBody()).isEmpty();
        assertThat(response.getHeaders()).doesNotContainKey("Content-Type");
        assertThat(objects.list("", 99)).hasSize(before - 1 + 1); // the embedding is of both
        assertThat(store.find(keyId, other.id())).isPresent();
        for (String event : List.of("status-delete", "status-one", "status-masks", "status-cancel", "status-webhook")) {
            assertThat(call(event, artwork, objects).getStatusCode()).as(event).isEqualTo(404);
        }
        assertThat(result(artwork).getStatusCode()).isEqualTo(404);
        assertThat(result(other).getStatusCode()).isEqualTo(302);
        assertThat(call("status-list", other, objects).getBody())
                .contains(other.id().toString())
                .doesNotContain(artwork.id().toString());
    }

    @Test
    void aStateDoesNotMatter() {
        for (State state : List.of(
                new State.Processing(ATTEMPT, null),
                new State.Canceled(),
                new State.Failed(null, "Too late.", Duration.ZERO))) {
            Artwork artwork = store.create(Artworks.starting(keyId, NOW));
            store.advance(keyId, artwork.id(), state);

            assertThat(call("status-delete", artwork, objects).getStatusCode()).isEqualTo(204);
            assertThat(call("status-one", artwork, objects).getStatusCode()).isEqualTo(404);
        }
    }

    @Test
    void anotherKeysAnExpiredAndNoArtworkAreNotFound() {
        Artwork theirs = store.create(Artworks.starting("other", NOW));
        Artwork old = store.create(Artworks.starting(keyId, NOW.minus(Duration.ofDays(8))));

        for (Artwork artwork : List.of(theirs, old, Artworks.starting(keyId, NOW))) {
            assertThat(call("status-delete", artwork, objects).getStatusCode()).isEqualTo(404);
        }
        assertThat(store.find("other", theirs.id())).contains(theirs);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "DONE_YET_REFUSED", "DONE_YET_CONFLICT"})
    void aDeletionThatBreaksOffAnywhereIsCompletedByTheNextCall(Fault fault) {
        Faults none = Faults.always(Fault.NONE);
        call("status-delete", succeeded(false), none.through(Bucket.class, objects));
        for (int fatal = 1; fatal <= none.calls(); fatal++) {
            Artwork artwork = succeeded(false);
            Bucket failing = Faults.at(fatal, fault).through(Bucket.class, objects);
            if (fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER) {
                assertThatThrownBy(() -> call("status-delete", artwork, failing))
                        .isInstanceOf(Faults.Killed.class);
            } else {
                assertThat(call("status-delete", artwork, failing).getStatusCode())
                        .isIn(204, 500);
            }

            assertThat(call("status-delete", artwork, objects).getStatusCode()).isIn(204, 404);

            assertThat(call("status-delete", artwork, objects).getStatusCode()).isEqualTo(404);
            assertThat(objects.list("", 99))
                    .as("failed at call %d", fatal)
                    .allMatch(key -> key.startsWith("artworks/"));
        }
        assertThat(none.calls()).isGreaterThan(8);
    }

    /** The worker removes it: it may store the embedding after the deletion. */
    @Test
    void aTombstoneNamesAnEmbeddingThatAWorkerMayStillStore() {
        Artwork artwork = succeeded(true);

        assertThat(call("status-delete", artwork, objects).getStatusCode()).isEqualTo(204);
        assertThat(call("status-delete", artwork, objects).getStatusCode()).isEqualTo(204);

        assertThat(objects.list("", 99)).hasSize(1);
        assertThat(objects.get(ObjectKeys.artwork(keyId, artwork.id()))
                        .orElseThrow()
                        .bytes())
                .asString()
                .contains(EMBEDDING);
    }

    @Test
    void whatIsNoUuidIsRefused() {
        APIGatewayProxyRequestEvent event = Events.read("status-delete", APIGatewayProxyRequestEvent.class);
        event.setPathParameters(Map.of("id", "1"));

        assertThat(handler(objects).handleRequest(event, new TestContext()).getStatusCode())
                .isEqualTo(400);
    }

    private Artwork succeeded(boolean pending) {
        Artwork artwork = store.create(Artworks.withWebhook(keyId, NOW, "https://hooks.example/done"));
        store.advance(keyId, artwork.id(), new State.Processing(ATTEMPT, null));
        RESULTS.forEach(result -> new MaskStore(objects).put(artwork.id(), ATTEMPT, result, new byte[1], "0"));
        new MaskStore(objects).put(artwork.id(), "d".repeat(32), RESULTS.get(0), new byte[1], "0");
        new DeliveryStore(objects).begin(artwork.id(), NOW);
        objects.put(EMBEDDING, new byte[1], "application/octet-stream");
        return store.advance(
                        keyId,
                        artwork.id(),
                        new State.Succeeded(ATTEMPT, RESULTS, Duration.ofSeconds(1)),
                        new UsedEmbedding(EMBEDDING, pending))
                .orElseThrow();
    }

    private APIGatewayProxyResponseEvent call(String name, Artwork artwork, Bucket bucket) {
        APIGatewayProxyRequestEvent event = Events.read(name, APIGatewayProxyRequestEvent.class);
        event.setPathParameters(Map.of("id", artwork.id().toString()));
        event.setQueryStringParameters(null);
        event.setMultiValueQueryStringParameters(null);
        return handler(bucket).handleRequest(event, new TestContext());
    }

    private APIGatewayProxyResponseEvent result(Artwork artwork) {
        APIGatewayProxyRequestEvent event = Events.read("results", APIGatewayProxyRequestEvent.class);
        event.setPathParameters(Map.of(
                "id",
                artwork.id().toString(),
                "file",
                "0-" + ATTEMPT + RESULTS.get(0).secret() + ".png"));
        return handler(objects).handleRequest(event, new TestContext());
    }

    private static StatusHandler handler(Bucket bucket) {
        return new StatusHandler(bucket, new InMemoryQueue<>(), List.of(), EndWait.none(clock(NOW)), clock(NOW));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
