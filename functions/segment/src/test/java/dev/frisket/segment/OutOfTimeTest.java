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
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A worker without enough time left gives its job back. */
class OutOfTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int ENOUGH_TO_PROMPT = (int) Pipeline.TO_PROMPT.toMillis();
    private static final int ENOUGH_FOR_A_MASK = (int) Pipeline.TO_FINISH_A_MASK.toMillis();

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, CLOCK);
    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    private final Artwork artwork = artworks.create(Artworks.starting("key1", NOW));

    @Test
    void beforePromptingTheJobIsGivenBackAtOnceAndTheNextWorkerEndsIt() {
        assertThat(done(1, () -> ENOUGH_TO_PROMPT - 1)).isFalse();

        assertGivenBack();
        assertThat(done(2, () -> ENOUGH_TO_PROMPT)).isTrue();
        assertThat(state()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void beforeAMaskTheJobIsGivenBackWithoutTheMasksThatWereStored() {
        assertThat(done(1, () -> masks() == 0 ? ENOUGH_TO_PROMPT : ENOUGH_FOR_A_MASK - 1))
                .as("with time for one mask, all that this artwork has")
                .isTrue();

        Artwork three = artworks.create(Artworks.candidates("key1", NOW));
        int before = masks();
        assertThat(done(three, 1, () -> masks() == before ? ENOUGH_TO_PROMPT : ENOUGH_FOR_A_MASK - 1))
                .isFalse();
        assertThat(masks()).isEqualTo(before);
        assertThat(jobs.postponed()).containsExactly(Duration.ZERO);
    }

    @Test
    void aJobThatNoWorkerHasTheTimeForIsLeftToDieWithItsReasonStored() {
        assertThat(done(ReceivedJob.MAX_RECEIVES, () -> 0)).isFalse();

        assertGivenBack();
    }

    private void assertGivenBack() {
        assertThat(state())
                .isInstanceOfSatisfying(State.Processing.class, processing -> assertThat(processing.setback())
                        .contains("takes longer than it may; send the request again"));
        assertThat(jobs.postponed()).containsExactly(Duration.ZERO);
    }

    private boolean done(int count, IntSupplier millisLeft) {
        return done(artwork, count, millisLeft);
    }

    private boolean done(Artwork which, int count, IntSupplier millisLeft) {
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        SQSEvent.SQSMessage message = event.getRecords().get(0);
        message.setBody(new Job(which.id(), "key1").write());
        message.getAttributes().put("ApproximateReceiveCount", Integer.toString(count));
        return new SegmentHandler(
                        url -> picture(),
                        new StandInPacks(),
                        EmbeddingCache.none(),
                        objects,
                        jobs,
                        new InMemoryQueue<>(),
                        CLOCK)
                .handleRequest(event, new TestContext(millisLeft))
                .getBatchItemFailures()
                .isEmpty();
    }

    private int masks() {
        return objects.list("masks/", 10).size();
    }

    private State state() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }

    private static byte[] picture() {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), "png", file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
