package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.model.NotedPacks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several prompts about one picture: how often it is encoded, and which organizations share the embedding. */
class RepeatedPictureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, CLOCK);
    private final List<String> calls = new ArrayList<>();
    private byte[] picture = PictureFiles.png(64, 48);

    @Test
    void aPictureIsEncodedOnceForAnOrganization() {
        EmbeddingCache cache = new StoredEmbeddings(objects);

        byte[] first = mask(cache, points("acme"));
        assertThat(mask(cache, points("acme"))).isEqualTo(first);
        assertThat(mask(cache, Artworks.text("key1", CLOCK.instant(), "square")))
                .isNotEqualTo(first);

        assertThat(encoded()).containsExactly("encode 64x48");
    }

    @Test
    void anotherWorkerFindsWhatOneHasStored() {
        byte[] first = mask(new StoredEmbeddings(objects), points("acme"));

        assertThat(mask(new StoredEmbeddings(objects), points("acme"))).isEqualTo(first);

        assertThat(encoded()).hasSize(1);
    }

    @Test
    void organizationsShareNothing() {
        EmbeddingCache cache = new StoredEmbeddings(objects);

        mask(cache, points("acme"));
        mask(cache, points("other"));

        assertThat(encoded()).hasSize(2);
        assertThat(objects.list("embeddings/", 10))
                .hasSize(2)
                .anyMatch(key -> key.startsWith("embeddings/acme/"))
                .anyMatch(key -> key.startsWith("embeddings/other/"));
    }

    @Test
    void anotherPictureIsEncoded() {
        EmbeddingCache cache = new StoredEmbeddings(objects);
        mask(cache, points("acme"));

        picture = PictureFiles.png(64, 49);
        mask(cache, points("acme"));

        assertThat(encoded()).containsExactly("encode 64x48", "encode 64x49");
    }

    @Test
    void aDamagedEmbeddingIsMadeAnew() {
        byte[] first = mask(new StoredEmbeddings(objects), points("acme"));
        String key = objects.list("embeddings/", 1).get(0);
        byte[] whole = objects.get(key).orElseThrow().bytes();
        objects.put(key, Arrays.copyOf(whole, whole.length / 2), "application/octet-stream");

        assertThat(mask(new StoredEmbeddings(objects), points("acme"))).isEqualTo(first);

        assertThat(encoded()).hasSize(2);
        assertThat(objects.get(key).orElseThrow().bytes()).isEqualTo(whole);
    }

    @Test
    void turnedOffNothingIsKept() {
        mask(EmbeddingCache.none(), points("acme"));
        mask(EmbeddingCache.none(), points("acme"));

        assertThat(encoded()).hasSize(2);
        assertThat(objects.list("embeddings/", 10)).isEmpty();
    }

    private List<String> encoded() {
        return calls.stream().filter(call -> call.startsWith("encode")).toList();
    }

    private static Artwork points(String organization) {
        Artwork any = Artworks.starting("key1", CLOCK.instant());
        return new Artwork(
                any.id(), any.keyId(), organization, any.apiUrl(), any.parameters(), any.deadline(), any.state());
    }

    /** The artwork's only mask, made by a new worker with this cache. */
    private byte[] mask(EmbeddingCache cache, Artwork artwork) {
        artworks.create(artwork);
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        event.getRecords().get(0).setBody(new Job(artwork.id(), artwork.keyId()).write());
        new SegmentHandler(
                        url -> picture,
                        new NotedPacks(calls),
                        cache,
                        objects,
                        new InMemoryQueue<>(),
                        new InMemoryQueue<>(),
                        CLOCK)
                .handleRequest(event, new TestContext());
        State.Succeeded success = (State.Succeeded)
                artworks.find(artwork.keyId(), artwork.id()).orElseThrow().state();
        return objects.get(ObjectKeys.mask(
                        artwork.id(), success.attempt(), success.results().get(0)))
                .orElseThrow()
                .bytes();
    }
}
