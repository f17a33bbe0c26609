package dev.frisket.submit;

import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.log.Correlation;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.QueueUnavailable;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.BacklogLimit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * Records artworks and enqueues their jobs.
 *
 * <p>With an idempotency key there are three steps, and a crash may come between any two of them: the claim fixes the
 * artwork's id, the artwork is recorded, its job is sent. A request with the same key and parameters repeats the steps
 * that may be missing: recording an artwork twice changes nothing, and the worker of a second job finds the artwork
 * taken.
 */
final class Intake {
    /** With two workers, about forty artworks end meanwhile. */
    private static final int RETRY_AFTER_SECONDS = 60;

    private final SecureRandom random = new SecureRandom();
    private final ArtworkStore artworks;
    private final ArtworkExpiry endings;
    private final Claims claims;
    private final MessageQueue<Job> jobs;
    private final BacklogLimit unfinished;
    private final Clock clock;

    Intake(
            ArtworkStore artworks,
            ArtworkExpiry endings,
            Claims claims,
            MessageQueue<Job> jobs,
            BacklogLimit unfinished,
            Clock clock) {
        this.artworks = artworks;
        this.endings = endings;
        this.claims = claims;
        this.jobs = jobs;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /**
     * Creates a new artwork on each call.
     *
     * @throws ApiException.TooManyRequests if the organization has too many unfinished artworks
     * @throws QueueUnavailable if its job can't be sent. No caller knows the artwork's id then, so it is failed: it
     *     must not look as if a worker would come.
     */
    Artwork take(Submission submission) {
        ArtworkId id = freshId();
        admit(submission, id);
        Artwork artwork = create(submission, id);
        try {
            enqueue(artwork);
            return artwork;
        } catch (QueueUnavailable e) {
            artworks.advance(
                    artwork.keyId(),
                    artwork.id(),
                    new State.Failed(null, "The job could not be queued; send the request again.", Duration.ZERO));
            unfinished.release(artwork.organization(), artwork.id());
            throw e;
        }
    }

    /**
     * Creates one artwork for all calls with this key, and returns its current state.
     *
     * @throws ApiException.TooManyRequests if the organization has too many unfinished artworks; an artwork that was
     *     accepted before is returned nevertheless
     * @throws ApiException.UnprocessableContent if the key is claimed for other parameters
     * @throws QueueUnavailable if its job can't be sent; the artwork is kept for the next call
     */
    Artwork takeOnce(Submission submission, IdempotencyKey key) {
        ArtworkId fresh = freshId();
        Claim claim = claims.hold(
                submission.caller().keyId(), key, fresh, submission.parameters(), () -> admit(submission, fresh));
        if (!claim.artworkId().equals(fresh)) {
            unfinished.release(submission.caller().organization(), fresh); // perhaps admitted, then another was faster
        }
        if (!claim.covers(submission.parameters())) {
            throw new ApiException.UnprocessableContent(
                    "Idempotency-Key must not be used again with other parameters, earlier than 24 hours after");
        }
        Artwork created = create(submission, claim.artworkId());
        Artwork artwork = endings.atDeadline(created)
                .orElseThrow(() -> new IllegalStateException("gone while it was submitted: " + created.id()));
        if (artwork.state() instanceof State.Starting) {
            enqueue(artwork);
        }
        return artwork;
    }

    // Before the artwork is recorded: nothing that counts is missed, and a crash leaves a marker that ends by itself.
    private void admit(Submission submission, ArtworkId id) {
        if (!unfinished.admits(submission.caller().organization(), id)) {
            throw ApiException.TooManyRequests.ofUnfinished(unfinished.max(), RETRY_AFTER_SECONDS);
        }
    }

    private Artwork create(Submission submission, ArtworkId id) {
        Correlation.with(id.toString());
        return artworks.create(submission.starting(id, unfinished.counts(id)));
    }

    private ArtworkId freshId() {
        return ArtworkId.create(clock.instant(), random);
    }

    private void enqueue(Artwork artwork) {
        jobs.send(new Job(artwork.id(), artwork.keyId()), artwork.organization());
    }
}
