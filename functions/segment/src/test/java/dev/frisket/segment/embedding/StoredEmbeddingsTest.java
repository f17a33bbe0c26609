package dev.frisket.segment.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.segment.model.Embedding;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StoredEmbeddingsTest {
    private static final EmbeddingKey KEY = EmbeddingKey.of("acme", "0".repeat(64), new byte[] {1, 2, 3});

    private final InMemoryBucket bucket = new InMemoryBucket();
    private final StoredEmbeddings cache = new StoredEmbeddings(bucket);

    @Test
    void whatAJobMadeIsStoredThoughAnotherJobEndsMeanwhile() {
        make();
        CompletableFuture.runAsync(cache::dropUnsaved).join(); // on another thread

        cache.save(cache.used(KEY).orElseThrow());

        assertThat(bucket.get(KEY.object())).isPresent();
    }

    @Test
    void whatAJobMadeIsNotStoredAfterItsEnd() {
        make();
        cache.dropUnsaved();

        cache.save(cache.used(KEY).orElseThrow());

        assertThat(bucket.get(KEY.object())).isEmpty();
    }

    private void make() {
        cache.make(KEY, () -> new EncodedPicture(640, 480, new Embedding(Map.of("a", new short[] {1}))));
    }
}
