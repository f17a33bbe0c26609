package dev.frisket.segment.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.segment.model.Embedding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoredEmbeddingsTest {
    private static final EmbeddingKey KEY = EmbeddingKey.of("acme", "0".repeat(64), new byte[] {1, 2, 3});

    private static final EmbeddingKey OTHER = EmbeddingKey.of("acme", "0".repeat(64), new byte[] {4});
    private static final EncodedPicture ENCODED =
            new EncodedPicture(640, 480, new Embedding(Map.of("a", new short[] {1})));

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

    @Test
    @Timeout(60)
    void twoPicturesAreEncodedAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        List<CompletableFuture<EncodedPicture>> made = Stream.of(KEY, OTHER)
                .map(key -> CompletableFuture.supplyAsync(() -> cache.make(key, () -> {
                    await(meeting);
                    return ENCODED;
                })))
                .toList();

        made.forEach(CompletableFuture::join);

        assertThat(cache.find(KEY)).isPresent();
        assertThat(cache.find(OTHER)).isPresent();
    }

    @Test
    void onePictureIsEncodedOnceForSeveralThreads() {
        AtomicInteger encoded = new AtomicInteger();
        List<CompletableFuture<EncodedPicture>> made = Stream.generate(() -> KEY)
                .limit(8)
                .map(key -> CompletableFuture.supplyAsync(() -> cache.make(key, () -> {
                    encoded.incrementAndGet();
                    return ENCODED;
                })))
                .toList();

        made.forEach(CompletableFuture::join);

        assertThat(encoded).hasValue(1);
    }

    private void make() {
        cache.make(KEY, () -> ENCODED);
    }

    private static void await(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
