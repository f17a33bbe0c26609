package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.BucketUnavailable;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Ends artworks without a worker: at their deadline, or when their caller cancels them. Each artwork that has ended is
 * announced here, on repeated calls too: the process that ended it may have died before announcing it.
 */
public final class ArtworkExpiry {
    private static final System.Logger LOG = System.getLogger(ArtworkExpiry.class.getName());

    private static final State TOO_LATE = new State.Failed(
            null,
            "The artwork did not end within " + Artwork.TIME_TO_END.toHours() + " hours; send the request again.",
            Duration.ZERO);

    private final ArtworkStore artworks;
    private final Consumer<Artwork> announcer;
    private final Backlog unfinished;
    private final Clock clock;

    /** @param announcer receives each artwork that has ended; must not throw */
    public ArtworkExpiry(ArtworkStore artworks, Consumer<Artwork> announcer, Backlog unfinished, Clock clock) {
        this.artworks = artworks;
        this.announcer = announcer;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /**
     * The current state of an artwork that was just read: failed if it is overdue, unless another process ends it
     * first. Empty if it no longer exists.
     */
    public Optional<Artwork> atDeadline(Artwork artwork) {
        boolean late = artwork.overdue(clock.instant()) || artwork.state().equals(TOO_LATE);
        return late ? end(artwork.keyId(), artwork.id(), TOO_LATE) : Optional.of(artwork);
    }

    /** Cancels an artwork unless it has ended, and returns its current state; empty if there is none. */
    public Optional<Artwork> cancel(String keyId, ArtworkId id) {
        return artworks.find(keyId, id)
                .flatMap(this::atDeadline)
                .flatMap(artwork -> end(keyId, id, new State.Canceled()));
    }

    private Optional<Artwork> end(String keyId, ArtworkId id, State end) {
        Optional<Artwork> now = artworks.advance(keyId, id, end);
        now.ifPresent(announcer);
        now.ifPresent(this::uncount);
        return now;
    }

    // If this fails, the marker is removed by the worker that receives the job.
    private void uncount(Artwork ended) {
        try {
            unfinished.end(ended);
        } catch (BucketUnavailable e) {
            LOG.log(Level.WARNING, "artwork " + ended.id() + " still counts as unfinished", e);
        }
    }
}
