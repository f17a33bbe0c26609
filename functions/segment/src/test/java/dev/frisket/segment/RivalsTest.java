package dev.frisket.segment;

import static dev.frisket.segment.Workplace.NOW;
import static dev.frisket.segment.Workplace.PICTURE;
import static dev.frisket.segment.Workplace.UNTOUCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.segment.fetch.PictureSource;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Of several attempts to end an artwork exactly one does, and only its masks remain. */
class RivalsTest {
    private static final Clock DEADLINE = Clock.fixed(NOW.plus(Artwork.TIME_TO_END), ZoneOffset.UTC);

    private final Workplace work = new Workplace();

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
        Workplace late = new Workplace(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));

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

    private void cancel() {
        work.artworks.advance("key1", work.artwork.id(), new State.Canceled());
    }

    private void readAtTheDeadline() {
        ArtworkStore late = new ArtworkStore(work.objects, DEADLINE);
        Artwork found = late.find("key1", work.artwork.id()).orElseThrow();
        new ArtworkExpiry(late, announced -> {}, DEADLINE).atDeadline(found);
    }

    /** A source that runs {@code happening} during the fetch. */
    private static PictureSource meanwhile(Runnable happening) {
        return url -> {
            happening.run();
            return PICTURE.fetch(url);
        };
    }
}
