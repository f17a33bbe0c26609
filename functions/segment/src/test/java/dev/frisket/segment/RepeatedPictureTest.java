package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.jobs.InMemoryJobQueue;
import dev.frisket.core.jobs.Job;
import dev.frisket.core.objects.InMemoryObjects;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.core.webhook.InMemoryWebhookQueue;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Detector;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.model.StandInDetector;
import dev.frisket.segment.model.StandInModel;
import dev.frisket.segment.picture.SourceImage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several prompts about one picture: how often it is encoded, and for whom. */
class RepeatedPictureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    private final InMemoryObjects objects = new InMemoryObjects();
    private final ArtworkStore artworks = new ArtworkStore(objects, CLOCK);
    private final List<String> encoded = new ArrayList<>();
    private byte[] picture = PictureFiles.png(64, 48);

    @Test
    void aPictureIsEncodedOnceForAnOrganization() {
        EmbeddingCache cache = new StoredEmbeddings(objects);

        byte[] first = mask(cache, points("acme"));
        assertThat(mask(cache, points("acme"))).isEqualTo(first);
        assertThat(mask(cache, Artworks.text("key1", CLOCK.instant(), "square")))
                .isNotEqualTo(first);

        assertThat(encoded).containsExactly("64x48");
    }

    @Test
    void anotherWorkerFindsWhatOneHasStored() {
        byte[] first = mask(new StoredEmbeddings(objects), points("acme"));

        assertThat(mask(new StoredEmbeddings(objects), points("acme"))).isEqualTo(first);

        assertThat(encoded).hasSize(1);
    }

    @Test
    void organizationsShareNothing() {
        EmbeddingCache cache = new StoredEmbeddings(objects);

        mask(cache, points("acme"));
        mask(cache, points("other"));

        assertThat(encoded).hasSize(2);
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

        assertThat(encoded).containsExactly("64x48", "64x49");
    }

    @Test
    void aDamagedEmbeddingIsMadeAnew() {
        byte[] first = mask(new StoredEmbeddings(objects), points("acme"));
        String key = objects.list("embeddings/", 1).get(0);
        byte[] whole = objects.get(key).orElseThrow().bytes();
        objects.put(key, Arrays.copyOf(whole, whole.length / 2), "application/octet-stream");

        assertThat(mask(new StoredEmbeddings(objects), points("acme"))).isEqualTo(first);

        assertThat(encoded).hasSize(2);
        assertThat(objects.get(key).orElseThrow().bytes()).isEqualTo(whole);
    }

    @Test
    void turnedOffNothingIsKept() {
        mask(EmbeddingCache.none(), points("acme"));
        mask(EmbeddingCache.none(), points("acme"));

        assertThat(encoded).hasSize(2);
        assertThat(objects.list("embeddings/", 10)).isEmpty();
    }

    private static Artwork points(String organization) {
        Artwork any = Artworks.starting("key1", CLOCK.instant());
        return new Artwork(
                any.id(), any.keyId(), organization, any.apiUrl(), any.parameters(), any.deadline(), any.state());
    }

    /** The artwork's only mask, as a new worker with this cache stores it. */
    private byte[] mask(EmbeddingCache cache, Artwork artwork) {
        artworks.create(artwork);
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        event.getRecords().get(0).setBody(new Job(artwork.id(), artwork.keyId()).write());
        new SegmentHandler(
                        url -> picture,
                        new CountingPacks(),
                        cache,
                        objects,
                        new InMemoryJobQueue(),
                        new InMemoryWebhookQueue(),
                        CLOCK)
                .handleRequest(event, new TestContext());
        State.Succeeded success = (State.Succeeded)
                artworks.find(artwork.keyId(), artwork.id()).orElseThrow().state();
        return objects.get(ObjectKeys.mask(
                        artwork.id(), success.attempt(), success.results().get(0)))
                .orElseThrow()
                .bytes();
    }

    /** The stand-in packs, their encodings counted. */
    private final class CountingPacks implements ModelPacks, MaskModel {
        private final MaskModel model = new StandInModel();

        @Override
        public MaskModel maskModel() {
            return this;
        }

        @Override
        public Optional<Detector> detector() {
            return Optional.of(new StandInDetector());
        }

        @Override
        public String digest() {
            return model.digest();
        }

        @Override
        public Embedding encode(SourceImage source) {
            encoded.add(source.width() + "x" + source.height());
            return model.encode(source);
        }

        @Override
        public List<Candidate> decode(Embedding embedding, PointsPrompt prompt) {
            return model.decode(embedding, prompt);
        }

        @Override
        public List<Candidate> decode(Embedding embedding, List<Box> boxes) {
            return model.decode(embedding, boxes);
        }

        @Override
        public void close() {}
    }
}
