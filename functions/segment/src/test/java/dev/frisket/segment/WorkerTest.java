package dev.frisket.segment;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.jobs.InMemoryJobQueue;
import dev.frisket.core.jobs.Job;
import dev.frisket.core.objects.InMemoryObjects;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.InMemoryWebhookQueue;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final PictureSource PICTURE = url -> PictureFiles.png(64, 48);

    private final InMemoryObjects objects = new InMemoryObjects();
    private final ArtworkStore artworks = new ArtworkStore(objects, CLOCK);
    private final InMemoryJobQueue jobs = new InMemoryJobQueue();
    private final InMemoryWebhookQueue webhooks = new InMemoryWebhookQueue();
    private final Artwork artwork = artworks.create(Artworks.starting("key1", NOW));

    @Test
    void aJobEndsWithItsMaskStoredUnderTheAttemptThatSucceeded() throws IOException {
        assertThat(deliver(PICTURE, 1).getBatchItemFailures()).isEmpty();

        State.Succeeded success = (State.Succeeded) stateNow();
        String key = "masks/" + artwork.id() + "/" + success.attempt() + "/"
                + success.results().get(0).fileName();
        assertThat(objects.contentTypes()).containsEntry(key, "image/webp").hasSize(2);
        BufferedImage mask = ImageIO.read(
                new ByteArrayInputStream(objects.get(key).orElseThrow().bytes()));
        assertThat(mask.getWidth()).isEqualTo(64);
        assertThat(mask.getHeight()).isEqualTo(48);
        assertThat(mask.getRGB(32, 24) & 0xff).isEqualTo(255);
        assertThat(mask.getRGB(2, 2) & 0xff).isZero();
    }

    @Test
    void aJobThatComesAgainAfterItsEndChangesNothing() {
        deliver(PICTURE, 1);
        Map<String, String> before = objects.contentTypes();
        State end = stateNow();

        assertThat(deliver(PICTURE, 2).getBatchItemFailures()).isEmpty();

        assertThat(stateNow()).isEqualTo(end);
        assertThat(objects.contentTypes()).isEqualTo(before);
    }

    @Test
    void whatIsNoPictureFailsTheArtworkAtOnce() {
        assertThat(deliver(url -> new byte[] {1, 2, 3}, 1).getBatchItemFailures())
                .isEmpty();

        assertThat(stateNow()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .contains("no picture"));
    }

    @Test
    void aPassingFailureIsTriedAgainLaterAndLaterUntilTheLastDeliveryFailsIt() {
        PictureSource down = url -> {
            throw new UncheckedIOException(new IOException("secret detail"));
        };
        for (int count = 1; count < Delivery.MOST; count++) {
            assertThat(deliver(down, count).getBatchItemFailures())
                    .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                    .containsExactly(message().getRecords().get(0).getMessageId());
            assertThat(stateNow())
                    .isInstanceOfSatisfying(State.Processing.class, processing -> assertThat(processing.setback())
                            .isNotNull());
        }
        assertThat(jobs.postponed()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            long seconds = List.of(5L, 20L, 60L, 180L).get(i);
            assertThat(jobs.postponed().get(i))
                    .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1250));
        }

        assertThat(deliver(down, Delivery.MOST).getBatchItemFailures()).isEmpty();
        assertThat(stateNow()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .doesNotContain("secret"));
    }

    @Test
    void anArtworkCanceledDuringTheFetchIsDropped() {
        PictureSource canceling = url -> {
            artworks.advance("key1", artwork.id(), new State.Canceled());
            return PictureFiles.png(64, 48);
        };

        assertThat(deliver(canceling, 1).getBatchItemFailures()).isEmpty();

        assertThat(stateNow()).isEqualTo(new State.Canceled());
        assertThat(objects.list("masks/", 10)).isEmpty();
    }

    @Test
    void aLateAttemptRemovesItsOwnMasksAndLeavesTheWinners() {
        PictureSource overtaken = url -> {
            deliver(PICTURE, 2);
            return PictureFiles.png(64, 48);
        };

        assertThat(deliver(overtaken, 1).getBatchItemFailures()).isEmpty();

        State.Succeeded success = (State.Succeeded) stateNow();
        assertThat(objects.list("masks/", 10))
                .containsExactly("masks/" + artwork.id() + "/" + success.attempt() + "/"
                        + success.results().get(0).fileName());
    }

    @Test
    void aSecondJobOfAnArtworkThatIsWorkedOnWaitsUntilTheWorkersTimeIsOver() {
        PictureSource secondJobMeanwhile = url -> {
            assertThat(deliver(untouched(), 1).getBatchItemFailures()).hasSize(1);
            return PictureFiles.png(64, 48);
        };

        assertThat(deliver(secondJobMeanwhile, 1).getBatchItemFailures()).isEmpty();

        assertThat(jobs.postponed()).containsExactly(Duration.ofMillis(new TestContext().getRemainingTimeInMillis()));
        assertThat(stateNow()).isInstanceOf(State.Succeeded.class);
        assertThat(deliver(untouched(), 2).getBatchItemFailures()).isEmpty();
    }

    @Test
    void anOrphanedJobIsTakenOverAtOnceAndWhatItsWorkerLeftIsRemoved() {
        Objects fatal = new Faults(whenIts("put", 1, Fault.KILLED_AFTER)).through(Objects.class, objects);
        assertThatThrownBy(() -> deliver(artwork.id(), 1, fatal)).isInstanceOf(Faults.Killed.class);
        SQSEvent event = message();
        event.getRecords().get(0).setBody(new Job(artwork.id(), "key1", true).write());

        assertThat(handler(PICTURE).handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();

        assertThat(stateNow()).isInstanceOf(State.Succeeded.class);
        assertThat(objects.list("masks/", 10)).as("without the dead worker's").hasSize(1);
    }

    @Test
    void aSuccessWhoseAnswerWasLostKeepsItsMasks() {
        for (int count : List.of(1, Delivery.MOST)) {
            ArtworkId id = artworks.create(Artworks.starting("key1", NOW)).id();
            Objects unlucky = new Faults(whenIts("replace", 2, Fault.DONE_YET_REFUSED)).through(Objects.class, objects);

            deliver(id, count, unlucky);

            State.Succeeded success =
                    (State.Succeeded) artworks.find("key1", id).orElseThrow().state();
            assertThat(objects.list("masks/" + id + "/" + success.attempt(), 10))
                    .hasSize(1);
        }
    }

    @Test
    void masksOfADeadWorkerAreRemovedWhenItsJobComesAgain() {
        ArtworkId id = artwork.id();
        Objects fatal = new Faults(whenIts("put", 1, Fault.KILLED_AFTER)).through(Objects.class, objects);
        assertThatThrownBy(() -> deliver(id, 1, fatal)).isInstanceOf(Faults.Killed.class);
        assertThat(objects.list("masks/", 10)).hasSize(1);

        deliver(id, 2, objects);

        State.Succeeded success = (State.Succeeded) stateNow();
        assertThat(objects.list("masks/", 10))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains(success.attempt());
    }

    @Test
    void aJobIsKeptWhileAnotherAttemptHoldsItsArtwork() {
        State theirs = new State.Processing("f".repeat(32), null);
        PictureSource overtaken = url -> {
            artworks.advance("key1", artwork.id(), theirs);
            return PictureFiles.png(64, 48);
        };

        assertThat(deliver(overtaken, 1).getBatchItemFailures()).hasSize(1);
        assertThat(stateNow()).isEqualTo(theirs);
    }

    @Test
    void anOverdueArtworkIsFailedWithoutWork() {
        Clock late = Clock.fixed(NOW.plus(Duration.ofHours(6)), ZoneOffset.UTC);
        new SegmentHandler(untouched(), new StandInPacks(), EmbeddingCache.none(), objects, jobs, webhooks, late)
                .handleRequest(message(), new TestContext());

        assertThat(stateNow()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .contains("6 hours"));
    }

    @Test
    void aJobIsKeptUntilTheWebhookOfItsArtworkIsAnnounced() {
        ArtworkId id = artworks.create(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"))
                .id();
        SQSEvent event = message();
        event.getRecords().get(0).setBody(new Job(id, "key1").write());
        webhooks.failing(true);

        assertThat(handler(PICTURE).handleRequest(event, new TestContext()).getBatchItemFailures())
                .hasSize(1);
        State end = artworks.find("key1", id).orElseThrow().state();
        assertThat(end).isInstanceOf(State.Succeeded.class);

        webhooks.failing(false);
        assertThat(handler(PICTURE).handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();
        assertThat(webhooks.sent()).containsExactly(new Announcement(id, "key1"));
        assertThat(artworks.find("key1", id).orElseThrow().state()).isEqualTo(end);
    }

    @Test
    void aJobWithoutAnArtworkIsForgotten() {
        SQSEvent event = message();
        event.getRecords().get(0).setBody(new Job(Artworks.starting("key1", NOW).id(), "key1").write());

        assertThat(handler(PICTURE).handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void whatIsNoJobStaysInTheQueueForSomebodyToLookAt() {
        for (String name : List.of("segment-not-a-job", "segment-unknown-version")) {
            SQSEvent event = Events.read(name, SQSEvent.class);

            assertThat(handler(PICTURE).handleRequest(event, new TestContext()).getBatchItemFailures())
                    .as(name)
                    .hasSize(event.getRecords().size());
        }
    }

    @Test
    void aTextThatNothingMatchesSucceedsWithOneBlackMask() throws IOException {
        ArtworkId id = artworks.create(Artworks.text("key1", NOW, "love")).id();
        SQSEvent event = message();
        event.getRecords().get(0).setBody(new Job(id, "key1").write());

        handler(PICTURE).handleRequest(event, new TestContext());

        State.Succeeded success =
                (State.Succeeded) artworks.find("key1", id).orElseThrow().state();
        assertThat(success.results()).hasSize(1);
        String key = "masks/" + id + "/" + success.attempt() + "/"
                + success.results().get(0).fileName();
        BufferedImage mask = ImageIO.read(
                new ByteArrayInputStream(objects.get(key).orElseThrow().bytes()));
        assertThat(mask.getRGB(0, 0, mask.getWidth(), mask.getHeight(), null, 0, mask.getWidth()))
                .containsOnly(0xFF000000);
    }

    private SQSBatchResponse deliver(PictureSource pictures, int count) {
        SQSEvent event = message();
        event.getRecords().get(0).getAttributes().put("ApproximateReceiveCount", Integer.toString(count));
        return handler(pictures).handleRequest(event, new TestContext());
    }

    private SQSBatchResponse deliver(ArtworkId id, int count, Objects bucket) {
        SQSEvent event = message();
        event.getRecords().get(0).setBody(new Job(id, "key1").write());
        event.getRecords().get(0).getAttributes().put("ApproximateReceiveCount", Integer.toString(count));
        return new SegmentHandler(PICTURE, new StandInPacks(), EmbeddingCache.none(), bucket, jobs, webhooks, CLOCK)
                .handleRequest(event, new TestContext());
    }

    /** The plan that something befalls a call of this number, 1 for the first of its name. */
    private static Function<String, Fault> whenIts(String call, int number, Fault fault) {
        AtomicInteger calls = new AtomicInteger();
        return name -> name.equals(call) && calls.incrementAndGet() == number ? fault : Fault.NONE;
    }

    private SegmentHandler handler(PictureSource pictures) {
        return new SegmentHandler(pictures, new StandInPacks(), EmbeddingCache.none(), objects, jobs, webhooks, CLOCK);
    }

    private SQSEvent message() {
        SQSEvent event = Events.read("segment-job", SQSEvent.class);
        event.getRecords().get(0).setBody(new Job(artwork.id(), "key1").write());
        return event;
    }

    private static PictureSource untouched() {
        return url -> {
            throw new AssertionError("fetched");
        };
    }

    private State stateNow() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }
}
