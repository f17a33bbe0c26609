package dev.frisket.segment.picture;

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
import dev.frisket.segment.SegmentHandler;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.model.StandInPacks;
import dev.frisket.segment.picture.Container.Sizes;
import dev.frisket.segment.picture.MutatedPictureProperties.Mutation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged pictures, processed by the worker from the job to the end of the artwork. */
class HostilePicturesAtWorkTest {
    private static final int EACH = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "webp", "gif", "bmp", "tif"})
    void eachEndsAsMasksOrAsAFailureWithASentence(String type) throws Exception {
        Random random = new Random(type.hashCode());
        List<String> names = Pictures.names().stream()
                .filter(name -> name.endsWith("." + type))
                .toList();
        int succeeded = 0;
        for (int i = 0; i < EACH; i++) {
            byte[] file = Pictures.bytes(names.get(random.nextInt(names.size())));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                file = mutation(random).of(file);
            }
            long start = System.nanoTime();
            State end = endOf(file);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
            if (end instanceof State.Failed failed) {
                assertThat(failed.error()).endsWith(".").doesNotContain("Exception", "our side");
            } else {
                assertThat(end).isInstanceOf(State.Succeeded.class);
                succeeded++;
            }
        }
        assertThat(succeeded).isBetween(1, EACH);
    }

    @ParameterizedTest
    @EnumSource
    void containersThatLieEndAsFailuresWithASentence(LyingFormat format) {
        Sizes sizes = new Sizes(16, 16, 16_000, 15_000);
        for (int choice = 0; choice < 3; choice++) {
            format.of(sizes, 20_001, choice)
                    .filter(container -> !container.mayDecode())
                    .forEach(container -> assertThat(endOf(container.file()))
                            .as(container.lie())
                            .isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                                    .endsWith(".")
                                    .doesNotContain("Exception", "our side", "memory")));
        }
    }

    private static Mutation mutation(Random random) {
        Mutation.Kind[] kinds = Mutation.Kind.values();
        return new Mutation(
                kinds[random.nextInt(kinds.length)], random.nextDouble(), random.nextInt(), random.nextDouble());
    }

    private State endOf(byte[] file) {
        Artwork artwork =
                artworks.create(Artworks.starting("key1", Clock.systemUTC().instant()));
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        event.getRecords().get(0).setBody(new Job(artwork.id(), "key1").write());
        SegmentHandler handler = new SegmentHandler(
                url -> file,
                new StandInPacks(),
                EmbeddingCache.none(),
                objects,
                new InMemoryQueue<>(),
                new InMemoryQueue<>(),
                Clock.systemUTC());

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();

        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }
}
