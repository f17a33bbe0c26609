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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Records artworks and enqueues their jobs.
 *
 * <p>With an idempotency key there are three steps, and a crash may come between any two of them: the claim fixes the
 * artwork's id, the artwork is recorded, its job is sent. A request with the same key and parameters repeats the steps
 * that may be missing: recording an artwork twice changes nothing, and the worker of a second job finds the artwork
 * taken.
 */
final class Intake {
    private static final int ROUNDS_AGAINST_DELETIONS = 5;

    private final SecureRandom random = new SecureRandom();
    private final ArtworkStore artworks;
    private final ArtworkExpiry endings;
    private final Claims claims;
    private final MessageQueue<Job> jobs;
    private final Clock clock;

    Intake(ArtworkStore artworks, ArtworkExpiry endings, Claims claims, MessageQueue<Job> jobs, Clock clock) {
        this.artworks = artworks;
        this.endings = endings;
        this.claims = claims;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Creates a new artwork on each call.
     *
     * @throws QueueUnavailable if its job can't be sent. No caller knows the artwork's id then, so it is failed: it
     *     must not look as if a worker would come.
     */
    Artwork take(Submission submission) {
        Artwork artwork = create(submission, freshId());
        try {
            enqueue(artwork);
            return artwork;
        } catch (QueueUnavailable e) {
            artworks.advance(
                    artwork.keyId(),
                    artwork.id(),
                    new State.Failed(null, "The job could not be queued; send the request again.", Duration.ZERO));
            throw e;
        }
    }

    /**
     * Creates one artwork for all calls with this key, and returns its current state. If that was deleted, the key is
     * free for another.
     *
     * @throws ApiException.UnprocessableContent if the key is claimed for other parameters
     * @throws QueueUnavailable if its job can't be sent; the artwork is kept for the next call
     */
    Artwork takeOnce(Submission submission, IdempotencyKey key) {
        String keyId = submission.caller().keyId();
        Claim claim = claims.hold(keyId, key, freshId(), submission.parameters());
        for (int round = 0; round < ROUNDS_AGAINST_DELETIONS; round++) {
            Optional<Artwork> artwork = claimed(submission, claim);
            if (artwork.isPresent()) {
                return artwork.get();
            }
            claim = claims.holdAnew(keyId, key, claim.artworkId(), freshId(), submission.parameters());
        }
        throw new IllegalStateException("deleted each time that it was submitted: " + claim.artworkId());
    }

    /** The current state of an artwork that was taken; empty if it was deleted. */
    Optional<Artwork> find(Artwork taken) {
        return artworks.find(taken.keyId(), taken.id()).flatMap(endings::atDeadline);
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
        Optional<Artwork> artwork = artworks.createOrFind(submission.starting(claim.artworkId()))
                .artwork()
                .flatMap(endings::atDeadline);
        artwork.filter(found -> found.state() instanceof State.Starting).ifPresent(this::enqueue);
        return artwork;
    }

    private Artwork create(Submission submission, ArtworkId id) {
        Correlation.with(id.toString());
        return artworks.create(submission.starting(id));
    }

    private ArtworkId freshId() {
        return ArtworkId.create(clock.instant(), random);
    }

    private void enqueue(Artwork artwork) {
        jobs.send(new Job(artwork.id(), artwork.keyId()), artwork.organization());
    }
}
