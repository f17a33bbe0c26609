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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records artworks and enqueues their jobs.
 *
 * <p>With an idempotency key there are three steps, and a crash may come between any two of them: the claim fixes the
 * artwork's id, the artwork is recorded, its job is sent. A request with the same key and parameters repeats the steps
 * that may be missing: recording an artwork twice changes nothing, and the worker of a second job finds that another
 * worker has the artwork.
 */
final class Intake {
    private static final int ROUNDS_AGAINST_DELETIONS = 5;

    /** With two workers, about forty artworks end meanwhile. */
    private static final int RETRY_AFTER_SECONDS = 60;

    private final SecureRandom random = new SecureRandom();
    private final ArtworkStore artworks;
    private final ArtworkExpiry expiry;
    private final Claims claims;
    private final MessageQueue<Job> jobs;
    private final BacklogLimit unfinished;
    private final Clock clock;

    Intake(
            ArtworkStore artworks,
            ArtworkExpiry expiry,
            Claims claims,
            MessageQueue<Job> jobs,
            BacklogLimit unfinished,
            Clock clock) {
        this.artworks = artworks;
        this.expiry = expiry;
        this.claims = claims;
        this.jobs = jobs;
        this.unfinished = unfinished;
        this.clock = clock;
    }

    /**
     * Creates a new artwork on each call.
     *
     * @throws ApiException.TooManyRequests if the organization has too many unfinished artworks
     * @throws QueueUnavailable if its job can't be sent. No caller knows the artwork's id then, so it is failed instead of
     *     waiting for a worker in vain.
     */
    Artwork take(Submission submission) {
        ArtworkId id = freshId();
        admit(submission, id);
        Correlation.with(id.toString());
        Artwork artwork = artworks.create(submission.starting(id, unfinished.counts(id)));
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
     * Creates one artwork for all calls with this key, and returns its current state. If that was deleted, the key is
     * free for another.
     *
     * @throws ApiException.TooManyRequests if the organization has too many unfinished artworks; an artwork that was
     *     accepted before is returned nevertheless
     * @throws ApiException.UnprocessableContent if the key is claimed for other parameters
     * @throws QueueUnavailable if its job can't be sent; the artwork is kept for the next call
     */
    Artwork takeOnce(Submission submission, IdempotencyKey key) {
        @Nullable ArtworkId deleted = null;
        for (int round = 0; round < ROUNDS_AGAINST_DELETIONS; round++) {
            Claim claim = claim(submission, key, deleted);
            Optional<Artwork> artwork = claimed(submission, claim);
            if (artwork.isPresent()) {
                return artwork.get();
            }
            deleted = claim.artworkId();
        }
        throw new IllegalStateException("deleted each time that it was submitted: " + deleted);
    }

    /** The current state of an accepted artwork; empty if it was deleted. */
    Optional<Artwork> find(Artwork taken) {
        return artworks.find(taken.keyId(), taken.id()).flatMap(expiry::atDeadline);
    }

    /** The claim on a key, new if there is none or only one on the deleted artwork. */
    private Claim claim(Submission submission, IdempotencyKey key, @Nullable ArtworkId deleted) {
        ArtworkId fresh = freshId();
        Claim claim = claims.findOrCreate(
                submission.caller().keyId(),
                key,
                deleted,
                fresh,
                submission.parameters(),
                () -> admit(submission, fresh));
        if (!claim.artworkId().equals(fresh)) {
            unfinished.release(
                    submission.caller().organization(), fresh); // perhaps admitted before another call claimed the key
        }
        return claim;
    }

    /** The artwork of a claim, created and enqueued if it was not; empty if it was deleted. */
    private Optional<Artwork> claimed(Submission submission, Claim claim) {
        if (!claim.covers(submission.parameters())) {
            boolean deleted = artworks.look(submission.caller().keyId(), claim.artworkId())
                    .map(record -> record.match(artwork -> false, tombstone -> true))
                    .orElse(false);
            if (deleted) {
                return Optional.empty();
            }
            throw new ApiException.UnprocessableContent(
                    "Idempotency-Key must not be used again with other parameters, earlier than 24 hours after");
        }
        Correlation.with(claim.artworkId().toString());
        Optional<Artwork> artwork = artworks.createOrFind(
                        submission.starting(claim.artworkId(), unfinished.counts(claim.artworkId())))
                .artwork()
                .flatMap(expiry::atDeadline);
        artwork.filter(found -> found.state() instanceof State.Starting).ifPresent(this::enqueue);
        return artwork;
    }

    // Before the artwork is recorded: no artwork escapes the count, and the marker that a crash leaves expires by
    // itself.
    private void admit(Submission submission, ArtworkId id) {
        if (!unfinished.admits(submission.caller().organization(), id)) {
            throw ApiException.TooManyRequests.ofUnfinished(unfinished.max(), RETRY_AFTER_SECONDS);
        }
    }

    private ArtworkId freshId() {
        return ArtworkId.create(clock.instant(), random);
    }

    private void enqueue(Artwork artwork) {
        jobs.send(new Job(artwork.id(), artwork.keyId()), artwork.organization());
    }
}
