package dev.frisket.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtworkExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant DEADLINE = NOW.plus(Duration.ofHours(6));
    private static final State MINE = new State.Processing("a".repeat(32), null);
    private static final State SUCCESS = new State.Succeeded(
            "a".repeat(32), List.of(new Result(0, "f".repeat(32), MaskFormat.PNG)), Duration.ofSeconds(1));

    private final InMemoryBucket objects = new InMemoryBucket();
    private final ArtworkStore store = new ArtworkStore(objects, clock(NOW));
    private final List<Artwork> announced = new ArrayList<>();
    private final Artwork artwork = store.create(Artworks.starting("key1", NOW));

    @Test
    void anArtworkHasUntilItsDeadline() {
        assertThat(at(DEADLINE.minusMillis(1)).atDeadline(artwork)).contains(artwork);
        assertThat(store.find("key1", artwork.id())).contains(artwork);
    }

    @Test
    void anOverdueArtworkIsFailedForGood() {
        assertThat(at(DEADLINE).atDeadline(artwork)).get().satisfies(late -> assertThat(late.state())
                .isEqualTo(new State.Failed(
                        null, "The artwork did not end within 6 hours; send the request again.", Duration.ZERO)));
        assertThat(store.find("key1", artwork.id())).isEqualTo(at(DEADLINE).atDeadline(artwork));
    }

    @Test
    void aWorkerThatEndsAnOverdueArtworkFirstHasEndedIt() {
        store.advance("key1", artwork.id(), MINE);
        store.advance("key1", artwork.id(), SUCCESS);

        assertThat(at(DEADLINE).atDeadline(artwork.in(MINE))).contains(artwork.in(SUCCESS));
    }

    @Test
    void aCanceledArtworkStaysCanceled() {
        Artwork canceled = artwork.in(new State.Canceled());

        assertThat(at(NOW).cancel("key1", artwork.id())).contains(canceled);
        assertThat(at(NOW).cancel("key1", artwork.id())).contains(canceled);
        assertThat(at(DEADLINE).cancel("key1", artwork.id())).contains(canceled);
    }

    @Test
    void anArtworkThatHasEndedOrIsOverdueIsNotCanceled() {
        Artwork late = store.create(Artworks.starting("key1", NOW));
        store.advance("key1", artwork.id(), MINE);
        store.advance("key1", artwork.id(), SUCCESS);

        assertThat(at(NOW).cancel("key1", artwork.id())).contains(artwork.in(SUCCESS));
        assertThat(at(DEADLINE).cancel("key1", late.id())).get().satisfies(failed -> assertThat(failed.state())
                .isInstanceOf(State.Failed.class));
    }

    @Test
    void whatEndedHereIsAnnouncedAlsoWhenItIsFoundSoAgain() {
        Artwork canceled = artwork.in(new State.Canceled());
        at(DEADLINE.minusMillis(1)).atDeadline(artwork);
        assertThat(announced).isEmpty();

        at(NOW).cancel("key1", artwork.id());
        at(NOW).cancel("key1", artwork.id());
        assertThat(announced).containsExactly(canceled, canceled);

        Artwork late = store.create(Artworks.starting("key1", NOW));
        Artwork failed = at(DEADLINE).atDeadline(late).orElseThrow();
        at(DEADLINE).atDeadline(failed);
        assertThat(announced).containsExactly(canceled, canceled, failed, failed);
    }

    @Test
    void onlyItsOwnKeyCancelsAnArtwork() {
        assertThat(at(NOW).cancel("key2", artwork.id())).isEmpty();
        assertThat(store.find("key1", artwork.id())).contains(artwork);
    }

    private ArtworkExpiry at(Instant now) {
        return new ArtworkExpiry(
                new ArtworkStore(objects, clock(now)), announced::add, Backlog.unfinished(objects), clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
