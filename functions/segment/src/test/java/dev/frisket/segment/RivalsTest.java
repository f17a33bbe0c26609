package dev.frisket.segment;

import static dev.frisket.core.TestBackend.NOW;
import static dev.frisket.segment.WorkerFixture.PICTURE;
import static dev.frisket.segment.WorkerFixture.UNTOUCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.fetch.PictureSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of several attempts to end an artwork exactly one does, and only its masks remain. */
class RivalsTest {
    private static final Clock DEADLINE = Clock.fixed(NOW.plus(Artwork.TIME_TO_END), ZoneOffset.UTC);

    private final WorkerFixture work = new WorkerFixture();

    @Test
    void anArtworkCanceledDuringTheFetchIsDropped() {
        assertThat(work.done(meanwhile(this::cancel), 1)).isTrue();

        assertThat(work.state()).isEqualTo(new State.Canceled());
        assertThat(work.masks()).isEmpty();
        assertThat(work.factsKeys()).isEmpty();
    }

    @Test
    void anArtworkThatAReadFindsOverdueDuringTheFetchIsDropped() {
        assertThat(work.done(meanwhile(this::readAtTheDeadline), 1)).isTrue();

        assertThat(work.state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .contains("6 hours"));
        assertThat(work.masks()).isEmpty();
        assertThat(work.factsKeys()).isEmpty();
    }

    @Test
    void aWorkerThatEndsBeforeTheReadAtTheDeadlineHasEndedIt() {
        work.done(PICTURE, 1);
        State success = work.state();

        readAtTheDeadline();

        assertThat(work.state()).isEqualTo(success);
        assertThat(work.masks()).isEqualTo(work.named());
        assertThat(work.factsKeys()).isEqualTo(work.namedFacts());
    }

    @Test
    void anArtworkIsFailedWithoutWorkByAWorkerThatTakesItPastItsDeadlineAndIsAnnounced() {
        WorkerFixture late = new WorkerFixture(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));

        assertThat(late.doneTooLate(UNTOUCHED)).isTrue();

        assertThat(late.state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .contains("6 hours"));
        assertThat(late.webhooks.sent()).hasSize(1);
    }

    @Test
    void aLateAttemptRemovesItsOwnMasksAndLeavesTheWinners() {
        PictureSource overtaken = meanwhile(() -> work.done(PICTURE, 2));

        assertThat(work.done(overtaken, 1)).isTrue();

        assertThat(work.masks()).hasSize(1).isEqualTo(work.named());
        assertThat(work.factsKeys()).isEqualTo(work.namedFacts());
    }

    @Test
    void aSecondJobOfAnArtworkThatIsWorkedOnWaitsUntilTheWorkersTimeIsOver() {
        PictureSource secondJobMeanwhile =
                meanwhile(() -> assertThat(work.done(UNTOUCHED, 1)).isFalse());

        assertThat(work.done(secondJobMeanwhile, 1)).isTrue();

        assertThat(work.jobs.postponed())
                .containsExactly(Duration.ofMillis(new TestContext().getRemainingTimeInMillis()));
        assertThat(work.state()).isInstanceOf(State.Succeeded.class);
        assertThat(work.done(UNTOUCHED, 2)).isTrue();
    }

    @Test
    void aJobIsKeptWhileAnotherAttemptHoldsItsArtwork() {
        State theirs = new State.Processing("f".repeat(32), null);

        assertThat(work.done(meanwhile(() -> work.artworks.advance("key1", work.artwork.id(), theirs)), 1))
                .isFalse();
        assertThat(work.state()).isEqualTo(theirs);
    }

    /** As by a function that is stopped before it announces the cancellation. */
    @Test
    void anArtworkCanceledWhileItsEmbeddingIsSavedIsAnnouncedByItsJob() {
        WorkerFixture place = new WorkerFixture(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));
        AtomicInteger puts = new AtomicInteger();
        Faults faults = new Faults(method -> {
            int put = method.equals("put") ? puts.incrementAndGet() : 0;
            if (put == 2) { // the embedding, after the mask could not be stored
                place.artworks.advance("key1", place.artwork.id(), new State.Canceled());
            }
            return put == 1 ? Fault.REFUSED : Fault.NONE;
        });
        Bucket bucket = faults.through(Bucket.class, place.data);

        assertThat(place.done(bucket, new StoredEmbeddings(bucket), 1)).isFalse();
        assertThat(place.state()).isEqualTo(new State.Canceled());
        assertThat(place.webhooks.sent()).isEmpty();

        assertThat(place.done(place.data, new StoredEmbeddings(place.data), 2)).isTrue();
        assertThat(place.webhooks.sent()).hasSize(1);
    }

    @Test
    void anArtworkDeletedDuringTheFetchLeavesItsTombstoneOnly() {
        assertThat(work.done(meanwhile(this::delete), 1)).isTrue();

        assertThat(work.data.list("", 9)).containsExactly(ObjectKeys.artwork("key1", work.artwork.id()));
    }

    @Test
    void aRedeliveredJobOfADeletedArtworkRemovesTheMasksOfADeadWorker() {
        Result mask = new Result(0, "f".repeat(32), MaskFormat.PNG);
        delete();
        new MaskStore(work.data).put(work.artwork.id(), "a".repeat(32), mask, new byte[1], "0");

        assertThat(work.done(UNTOUCHED, 2)).isTrue();

        assertThat(work.masks()).isEmpty();
    }

    /** Kills the worker at each call from the artwork's deletion on; the job then comes again. */
    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void nothingIsLeftOfAnArtworkThatIsDeletedWhereverItsWorkerDies(Fault kill) {
        for (String moment : List.of("replace 2", "put 1", "put 2", "put 3", "put 4", "replace 3")) {
            for (int fatal = 0; fatal < 8; fatal++) {
                WorkerFixture place = new WorkerFixture();
                AtomicInteger since = new AtomicInteger(-1);
                Map<String, Integer> counts = new HashMap<>();
                int deadly = fatal;
                Faults faults = new Faults(method -> {
                    if (moment.equals(method + " " + counts.merge(method, 1, Integer::sum))) {
                        place.delete();
                        since.set(0);
                        return Fault.NONE;
                    }
                    return since.get() >= 0 && since.getAndIncrement() == deadly ? kill : Fault.NONE;
                });
                Bucket bucket = faults.through(Bucket.class, place.data);
                boolean done = false;
                try {
                    done = place.done(bucket, new StoredEmbeddings(bucket), 1);
                } catch (Faults.Killed e) {
                    done = false;
                }
                assertThat(done || place.done(place.data, new StoredEmbeddings(place.data), 2))
                        .isTrue();

                assertThat(place.artworks.look("key1", place.artwork.id()))
                        .as("deleted before %s, killed %d calls later", moment, fatal)
                        .get()
                        .isInstanceOfSatisfying(Tombstone.class, tombstone -> assertThat(tombstone.complete())
                                .isTrue());
                assertThat(place.data.list("", 9)).hasSize(1);
            }
        }
    }

    private void delete() {
        work.delete();
    }

    private void cancel() {
        work.artworks.advance("key1", work.artwork.id(), new State.Canceled());
    }

    private void readAtTheDeadline() {
        ArtworkStore late = new ArtworkStore(work.data, DEADLINE);
        Artwork found = late.find("key1", work.artwork.id()).orElseThrow();
        new ArtworkExpiry(late, announced -> {}, Backlog.unfinished(work.data), DEADLINE).atDeadline(found);
    }

    /** A source that runs {@code happening} during the fetch. */
    private static PictureSource meanwhile(Runnable happening) {
        return url -> {
            happening.run();
            return PICTURE.fetch(url);
        };
    }
}
