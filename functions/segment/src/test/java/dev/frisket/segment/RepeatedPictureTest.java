package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.model.NotedPacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several prompts about one picture: how often it is encoded, and which organizations share the embedding. */
class RepeatedPictureTest {
    private final TestBackend backend = new TestBackend();
    private final ArtworkStore artworks = new ArtworkStore(backend.data, backend.clock);
    private final List<String> calls = new ArrayList<>();
    private byte[] picture = PictureFiles.png(64, 48);

    @Test
    void aPictureIsEncodedOnceForAnOrganization() {
        EmbeddingCache cache = new StoredEmbeddings(backend.data);

        byte[] first = mask(cache, points("acme"));
        assertThat(mask(cache, points("acme"))).isEqualTo(first);
        assertThat(mask(cache, Artworks.text("key1", TestBackend.NOW, "square")))
                .isNotEqualTo(first);

        assertThat(encoded()).containsExactly("encode 64x48");
    }

    @Test
    void anotherWorkerFindsWhatOneHasStored() {
        byte[] first = mask(new StoredEmbeddings(backend.data), points("acme"));

        assertThat(mask(new StoredEmbeddings(backend.data), points("acme"))).isEqualTo(first);

        assertThat(encoded()).hasSize(1);
    }

    @Test
    void organizationsShareNothing() {
        EmbeddingCache cache = new StoredEmbeddings(backend.data);

        mask(cache, points("acme"));
        mask(cache, points("other"));

        assertThat(encoded()).hasSize(2);
        assertThat(backend.data.list("embeddings/", 10))
                .hasSize(2)
                .anyMatch(key -> key.startsWith("embeddings/acme/"))
                .anyMatch(key -> key.startsWith("embeddings/other/"));
    }

    @Test
    void anotherPictureIsEncoded() {
        EmbeddingCache cache = new StoredEmbeddings(backend.data);
        mask(cache, points("acme"));

        picture = PictureFiles.png(64, 49);
        mask(cache, points("acme"));

        assertThat(encoded()).containsExactly("encode 64x48", "encode 64x49");
    }

    @Test
    void aDamagedEmbeddingIsMadeAnew() {
        byte[] first = mask(new StoredEmbeddings(backend.data), points("acme"));
        String key = backend.data.list("embeddings/", 1).get(0);
        byte[] whole = backend.data.get(key).orElseThrow().bytes();
        backend.data.put(key, Arrays.copyOf(whole, whole.length / 2), "application/octet-stream");

        assertThat(mask(new StoredEmbeddings(backend.data), points("acme"))).isEqualTo(first);

        assertThat(encoded()).hasSize(2);
        assertThat(backend.data.get(key).orElseThrow().bytes()).isEqualTo(whole);
    }

    @Test
    void turnedOffNothingIsKept() {
        mask(EmbeddingCache.none(), points("acme"));
        mask(EmbeddingCache.none(), points("acme"));

        assertThat(encoded()).hasSize(2);
        assertThat(backend.data.list("embeddings/", 10)).isEmpty();
    }

    private List<String> encoded() {
        return calls.stream().filter(call -> call.startsWith("encode")).toList();
    }

    private static Artwork points(String organization) {
        Artwork any = Artworks.starting("key1", TestBackend.NOW);
        return new Artwork(
                any.id(), any.keyId(), organization, any.apiUrl(), any.parameters(), any.deadline(), any.state());
    }

    /** The artwork's only mask, made by a new worker with this cache. */
    private byte[] mask(EmbeddingCache cache, Artwork artwork) {
        artworks.create(artwork);
        SegmentHandler worker = new SegmentHandler(
                url -> picture,
                new NotedPacks(calls),
                cache,
                backend.data,
                backend.jobs,
                backend.webhooks,
                backend.clock);
        new ReceivedMessage("m", new Job(artwork.id(), artwork.keyId()).write(), 1).doneBy(worker);
        State.Succeeded success = (State.Succeeded)
                artworks.find(artwork.keyId(), artwork.id()).orElseThrow().state();
        return backend.data
                .get(ObjectKeys.mask(
                        artwork.id(), success.attempt(), success.results().get(0)))
                .orElseThrow()
                .bytes();
    }
}
