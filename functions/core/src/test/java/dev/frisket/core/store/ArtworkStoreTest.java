package dev.frisket.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Faults;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.ArtworkRecord;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArtworkStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final State MINE = new State.Processing("a".repeat(32), null);
    private static final State SUCCESS = new State.Succeeded(
            "a".repeat(32),
            List.of(new Result(0, "f".repeat(32), MaskFormat.WEBP), new Result(1, "e".repeat(32), MaskFormat.PNG)),
            Duration.ofMillis(1234));

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore store = new ArtworkStore(objects, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Artwork artwork = Artworks.starting("key1", NOW);

    @Test
    void eachStateIsReadBackAsItWasWritten() {
        store.create(artwork);
        for (State state : List.of(MINE, new State.Processing("a".repeat(32), "The host did not answer."), SUCCESS)) {
            assertThat(store.advance("key1", artwork.id(), state)).contains(artwork.in(state));
            assertThat(store.find("key1", artwork.id())).contains(artwork.in(state));
        }
        Artwork failing = store.create(Artworks.starting("key1", NOW));
        State failed = new State.Failed(null, "Too late.", Duration.ZERO);
        assertThat(store.advance("key1", failing.id(), failed)).contains(failing.in(failed));
        assertThat(store.find("key1", failing.id())).contains(failing.in(failed));
    }

    @Test
    void anArtworkIsFoundByItsOwnKeyOnly() {
        store.create(artwork);

        assertThat(store.find("key2", artwork.id())).isEmpty();
    }

    @Test
    void anIllegalStepChangesNothingAndTellsHowThingsStand() {
        store.create(artwork);
        store.advance("key1", artwork.id(), new State.Canceled());

        assertThat(store.advance("key1", artwork.id(), MINE)).contains(artwork.in(new State.Canceled()));
        assertThat(store.find("key1", artwork.id())).contains(artwork.in(new State.Canceled()));
    }

    @Test
    void whatIsGoneCannotAdvance() {
        assertThat(store.advance("key1", artwork.id(), MINE)).isEmpty();
    }

    @Test
    void aWriteWhoseAnswerGotLostCountsAsDone() {
        ArtworkStore unlucky = new ArtworkStore(Faults.losingAnswers(objects), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(unlucky.create(artwork)).isEqualTo(artwork);
        assertThat(unlucky.advance("key1", artwork.id(), MINE)).contains(artwork.in(MINE));
        assertThat(unlucky.advance("key1", artwork.id(), SUCCESS)).contains(artwork.in(SUCCESS));
    }

    @Test
    void anArtworkIsGoneEightDaysAfterItsCreation() {
        store.create(artwork);
        Instant end = NOW.plus(Duration.ofDays(8));

        assertThat(at(end.minusMillis(1)).find("key1", artwork.id())).isPresent();
        assertThat(at(end).find("key1", artwork.id())).isEmpty();
    }

    @Test
    void theNewestIdsAreListedAndNoExpiredOnes() {
        Instant old = NOW.minus(Duration.ofDays(8));
        List<ArtworkId> ids = Stream.of(NOW, NOW.minusMillis(1), NOW.minusSeconds(9), old.plusMillis(1), old)
                .map(createdAt ->
                        store.create(Artworks.starting("key1", createdAt)).id())
                .toList();
        store.create(Artworks.starting("key2", NOW));

        assertThat(store.newest("key1", 0, 10)).isEqualTo(ids.subList(0, 4));
        assertThat(store.newest("key1", 1, 2)).isEqualTo(ids.subList(1, 3));
        assertThat(store.newest("key1", 5, 10)).isEmpty();
    }

    @Test
    void theFirstVersionOfAStoredArtworkIsStillRead() throws IOException {
        JsonNode stored = fixture("artwork-v1.json");
        Artwork read = ArtworkJson.read(stored);

        assertThat(read.id()).hasToString("019aaf3c-8b2f-7c11-9a55-0c51f7a3e1d2");
        assertThat(read.state()).isInstanceOf(State.Succeeded.class);
        assertThat(read.parameters().points().foreground()).hasSize(2);
        assertThat(ArtworkJson.write(read)).hasToString(stored.toString());
    }

    @Test
    void theVersionThatKnowsOfUploadsIsStillRead() throws IOException {
        JsonNode stored = fixture("artwork-v2.json");
        Artwork read = ArtworkJson.read(stored);

        assertThat(read.upload()).hasToString("019aaf3c-7a10-7d42-8b66-1d62f8b4f2e3");
        assertThat(read.state())
                .isEqualTo(new State.Processing(
                        "0123456789abcdef0123456789abcdef", "The host did not answer; try again later."));
        assertThat(ArtworkJson.write(read)).hasToString(stored.toString());
    }

    @Test
    void aTombstoneIsNeitherFoundNorListedNorCountedNorAdvanced() {
        List<ArtworkId> ids = Stream.of(NOW, NOW.minusMillis(1), NOW.minusMillis(2))
                .map(createdAt ->
                        store.create(Artworks.starting("key1", createdAt)).id())
                .toList();

        assertThat(store.markDeleted("key1", ids.get(1)))
                .contains(new Tombstone(ids.get(1), NOW, new Tombstone.Rest(artwork.organization(), null)));

        assertThat(store.find("key1", ids.get(1))).isEmpty();
        assertThat(store.look("key1", ids.get(1))).containsInstanceOf(Tombstone.class);
        assertThat(store.newest("key1", 0, 10)).containsExactly(ids.get(0), ids.get(2));
        assertThat(store.newest("key1", 1, 1)).containsExactly(ids.get(2));
        assertThat(store.advance("key1", ids.get(1), MINE)).isEmpty();
        assertThat(store.look("key1", ids.get(1))).containsInstanceOf(Tombstone.class);
    }

    @Test
    void aCompleteTombstoneContainsIdAndTimeOnly() {
        store.create(artwork);
        store.advance("key1", artwork.id(), MINE, new UsedEmbedding("embeddings/a/b/c", false));
        Tombstone tombstone = store.markDeleted("key1", artwork.id()).orElseThrow();
        assertThat(tombstone.rest())
                .isEqualTo(new Tombstone.Rest(artwork.organization(), new UsedEmbedding("embeddings/a/b/c", false)));
        assertThat(store.look("key1", artwork.id())).contains(tombstone);

        store.complete("key1", tombstone);

        assertThat(store.look("key1", artwork.id())).contains(tombstone.completed());
        assertThat(objects.get(ObjectKeys.artwork("key1", artwork.id()))
                        .orElseThrow()
                        .bytes())
                .asString()
                .isEqualTo(
                        "{\"version\":1,\"id\":\"" + artwork.id() + "\",\"deletedAt\":\"2026-11-23T12:00:00.000Z\"}");
        assertThat(store.markDeleted("key1", artwork.id())).contains(tombstone.completed());
    }

    /** Lists distinguish them by size. */
    @Test
    void everyTombstoneIsSmallerThanAnyArtwork() {
        String organization = "o".repeat(64);
        Tombstone largest = new Tombstone(
                artwork.id(),
                NOW,
                new Tombstone.Rest(
                        organization,
                        new UsedEmbedding(ObjectKeys.embedding(organization, "a".repeat(64), "b".repeat(64)), false)));
        Artwork smallest = new Artwork(
                artwork.id(), "k", "o", "https://a", Artworks.onePoint("http://a"), NOW, new State.Starting());

        assertThat(Json.writeBytes(ArtworkRecordJson.write(largest)).length)
                .isLessThan(ArtworkRecordJson.MIN_ARTWORK_BYTES - 20);
        assertThat(Json.writeBytes(ArtworkRecordJson.write(smallest)).length)
                .isGreaterThan(ArtworkRecordJson.MIN_ARTWORK_BYTES + 20);
    }

    @Test
    void theEmbeddingThatAnArtworkNamesStaysThroughItsStates() {
        UsedEmbedding used = new UsedEmbedding("embeddings/a/b/c", true);
        store.create(artwork);
        store.advance("key1", artwork.id(), MINE, used);
        store.advance("key1", artwork.id(), SUCCESS);

        assertThat(store.find("key1", artwork.id()).orElseThrow().embedding()).isEqualTo(used);
        assertThat(store.settleEmbedding("key1", artwork.id()).flatMap(ArtworkRecord::artwork))
                .contains(artwork.in(SUCCESS).with(used.settled()));
    }

    private static JsonNode fixture(String name) throws IOException {
        try (InputStream file = ArtworkStoreTest.class.getResourceAsStream(name)) {
            return Json.read(file.readAllBytes());
        }
    }

    private ArtworkStore at(Instant now) {
        return new ArtworkStore(objects, Clock.fixed(now, ZoneOffset.UTC));
    }
}
