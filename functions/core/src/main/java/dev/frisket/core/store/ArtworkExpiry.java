package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends artworks without a worker: at their deadline, or because their caller calls them off. Whatever is found ended here
 * is announced, also by a repeated call: whoever ended it may have died before.
 */
public final class ArtworkExpiry {
    private static final State TOO_LATE = new State.Failed(
            null,
            "The artwork did not end within " + Artwork.TIME_TO_END.toHours() + " hours; send the request again.",
            Duration.ZERO);

    private final ArtworkStore artworks;
    private final Consumer<Artwork> announcer;
    private final Clock clock;

    /** @param announcer is told of each artwork that has ended; it does not throw */
    public ArtworkExpiry(ArtworkStore artworks, Consumer<Artwork> announcer, Clock clock) {
        this.artworks = artworks;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * How an artwork stands that was just read: moved to failed if it is overdue, unless somebody ends it first. Empty if
     * it is gone meanwhile.
     */
    public Optional<Artwork> atDeadline(Artwork artwork) {
        boolean late = artwork.overdue(clock.instant()) || artwork.state().equals(TOO_LATE);
        return late ? end(artwork.keyId(), artwork.id(), TOO_LATE) : Optional.of(artwork);
    }

    /** Calls an artwork off, if it has not ended, and tells how it stands then; empty if there is none. */
    public Optional<Artwork> cancel(String keyId, ArtworkId id) {
        return artworks.find(keyId, id)
                .flatMap(this::atDeadline)
                .flatMap(artwork -> end(keyId, id, new State.Canceled()));
    }

    private Optional<Artwork> end(String keyId, ArtworkId id, State end) {
        Optional<Artwork> now = artworks.advance(keyId, id, end);
        now.ifPresent(announcer);
        return now;
    }
}
