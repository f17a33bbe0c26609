package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class UploadedPictureTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PictureSource NO_WEB = url -> {
        throw new AssertionError("fetched over the web: " + url);
    };

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(objects, CLOCK);
    private final UploadId upload = UploadId.create(NOW, new Random(1));
    private final Artwork artwork = artworks.create(Artworks.uploaded("key1", NOW, upload));

    @Test
    void anUploadIsReadFromTheBucketAndNeverOverTheWeb() throws IOException {
        put("key1", png());

        assertThat(end()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void aMissingUploadFailsTheArtworkAtOnceAndAnotherKeysIsMissing() throws IOException {
        put("key2", png());

        assertThat(end()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .isEqualTo("The uploaded picture is gone, which is kept for 24 hours; upload it again and send a"
                        + " new request."));
    }

    @Test
    void anUploadOver25MegabytesFailsAsAFetchedPictureDoes() {
        put("key1", new byte[PictureLimits.MAX_BYTES + 1]);

        assertThat(end()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .isEqualTo("The picture has more than 25 MB; send a smaller file."));
    }

    private void put(String keyId, byte[] file) {
        objects.put(ObjectKeys.upload(keyId, upload), file, "image/png");
    }

    private State end() {
        SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
        message.setMessageId("1");
        message.setReceiptHandle("receipt");
        message.setBody(new Job(artwork.id(), "key1").write());
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        SQSBatchResponse answer = new SegmentHandler(
                        NO_WEB,
                        new StandInPacks(),
                        EmbeddingCache.none(),
                        objects,
                        new InMemoryQueue<>(),
                        new InMemoryQueue<>(),
                        CLOCK)
                .handleRequest(event, new TestContext());
        assertThat(answer.getBatchItemFailures()).isEmpty();
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
