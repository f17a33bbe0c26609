package dev.frisket.segment;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkRecord;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PermanentFetchException;
import dev.frisket.segment.picture.PictureException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Completes one job, or returns it to the queue. */
final class Worker {
    private static final System.Logger LOG = System.getLogger(Worker.class.getName());
    private static final String OUR_FAULT =
            "Something went wrong on our side more than once; send the request again later.";

    private static final String TOO_LONG =
            "The artwork takes longer than it may; send the request again with a smaller picture or for fewer masks.";

    private final Random random = new Random();
    private final Pipeline pipeline;
    private final ArtworkStore artworks;
    private final MaskStore masks;
    private final ArtworkRemoval removal;
    private final EmbeddingCache embeddings;
    private final MessageQueue<Job> jobs;
    private final WebhookAnnouncer announcer;
    private final Backlog unfinished;
    private final ArtworkExpiry expiry;
    private final Clock clock;

    Worker(
            Pipeline pipeline,
            ArtworkStore artworks,
            MaskStore masks,
            ArtworkRemoval removal,
            EmbeddingCache embeddings,
            MessageQueue<Job> jobs,
            WebhookAnnouncer announcer,
            Backlog unfinished,
            Clock clock) {
        this.pipeline = pipeline;
        this.artworks = artworks;
        this.masks = masks;
        this.removal = removal;
        this.embeddings = embeddings;
        this.jobs = jobs;
        this.announcer = announcer;
        this.unfinished = unfinished;
        this.expiry = new ArtworkExpiry(artworks, artwork -> {}, unfinished, clock);
        this.clock = clock;
    }

    /**
     * Works on a job.
     *
     * @return whether the queue may delete the job: if the artwork has ended and needs no further work, but not if it
     *     was taken over by another attempt, which may still die
     */
    boolean work(Job job, ReceivedJob delivery) {
        boolean hadBefore = job.orphaned() || !delivery.first();
        return switch (end(job, delivery)) {
            case LEFT_TO_ANOTHER -> false;
            case ENDED_BEFORE -> settle(job, hadBefore, hadBefore);
            case WORKED -> settle(job, hadBefore, true);
        };
    }

    /** What came of receiving a job. */
    private enum Turn {
        /** Another worker has the artwork. */
        LEFT_TO_ANOTHER,
        /** The artwork had ended, or was gone. */
        ENDED_BEFORE,
        /** This worker made an attempt, however that ended. */
        WORKED
    }

    /**
     * Completes what follows an attempt.
     *
     * @param hadBefore whether a previous worker may have died after storing masks
     * @param alone whether no other worker can be about to store the embedding of the artwork's picture
     * @return whether the artwork needs no further work
     */
    private boolean settle(Job job, boolean hadBefore, boolean alone) {
        return artworks.look(job.keyId(), job.artworkId())
                .map(record -> record.match(
                        artwork -> settle(artwork, hadBefore, alone),
                        tombstone -> complete(job.keyId(), tombstone, alone)))
                .orElse(true);
    }

    // An artwork that ends after it was announced here, because its embedding takes a while, needs another turn.
    private boolean settle(Artwork artwork, boolean hadBefore, boolean alone) {
        if (artwork.state().terminal() && hadBefore) {
            masks.deleteUnnamed(artwork);
        }
        unfinished.end(artwork);
        announcer.announce(artwork);
        Optional<ArtworkRecord> now = alone ? saveEmbedding(artwork) : Optional.of(artwork);
        return now.map(record -> record.match(
                        stored -> artwork.state().terminal(), tombstone -> complete(artwork.keyId(), tombstone, alone)))
                .orElse(true);
    }

    private boolean complete(String keyId, Tombstone tombstone, boolean alone) {
        removal.removeRest(keyId, tombstone, alone);
        return true;
    }

    // The artwork may have been deleted before its embedding was stored, so it is read again.
    private Optional<ArtworkRecord> saveEmbedding(Artwork artwork) {
        UsedEmbedding used = artwork.embedding();
        if (used == null || !used.pending()) {
            return Optional.of(artwork);
        }
        embeddings.save(used);
        Optional<ArtworkRecord> now = artworks.settleEmbedding(artwork.keyId(), artwork.id());
        if (now.flatMap(ArtworkRecord::artwork).isEmpty()) {
            removal.remove(used);
        }
        return now;
    }

    private Turn end(Job job, ReceivedJob delivery) {
        Optional<Artwork> waiting = artworks.find(job.keyId(), job.artworkId())
                .flatMap(expiry::atDeadline)
                .filter(artwork -> !artwork.state().terminal());
        if (waiting.isEmpty()) {
            Work.outcome("ended before");
            return Turn.ENDED_BEFORE;
        }
        if (processedByAnother(waiting.get(), job, delivery)) {
            Work.outcome("processed by another");
            jobs.postpone(delivery.receipt(), delivery.timeLimit().left());
            return Turn.LEFT_TO_ANOTHER;
        }
        Optional<Attempt> attempt = Attempt.begin(waiting.get(), artworks, masks, clock);
        attempt.ifPresent(begun -> work(begun, delivery));
        return attempt.isPresent() ? Turn.WORKED : Turn.ENDED_BEFORE;
    }

    // A repeated request may send a second job, but only one worker may process an artwork. If that worker dies,
    // this job returns when the worker's time is over.
    private static boolean processedByAnother(Artwork artwork, Job job, ReceivedJob delivery) {
        return artwork.state() instanceof State.Processing processing
                && processing.setback() == null
                && delivery.first()
                && !job.orphaned();
    }

    private void work(Attempt attempt, ReceivedJob delivery) {
        try {
            attempt.succeed(pipeline.run(attempt, delivery.timeLimit()));
            Work.outcome("succeeded");
            Work.ourFault(false);
        } catch (PermanentFetchException | PictureException | UnservedPromptException e) {
            attempt.fail(String.valueOf(e.getMessage()));
            Work.outcome(reason(e));
            Work.ourFault(false);
        } catch (LostArtworkException e) {
            attempt.discard();
            Work.outcome("lost");
        } catch (OutOfTimeException e) {
            giveBack(attempt, delivery);
        } catch (FetchException e) {
            tryLater(attempt, delivery, e.sentence(), false);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an attempt failed", e);
            tryLater(attempt, delivery, OUR_FAULT, true);
        }
    }

    // The next worker that receives the job starts with its full time. A job that takes longer than any worker's time
    // becomes a dead letter.
    private void giveBack(Attempt attempt, ReceivedJob delivery) {
        if (attempt.setBack(TOO_LONG)) {
            Work.outcome("given back");
            jobs.postpone(delivery.receipt(), Duration.ZERO);
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof UnservedPromptException) {
            return "prompt not served";
        }
        return failure instanceof PictureException ? "picture not readable" : "picture not fetched";
    }

    private void tryLater(Attempt attempt, ReceivedJob delivery, String reason, boolean ours) {
        if (delivery.last()) {
            attempt.fail(reason);
            Work.outcome(ours ? "failed at last" : "picture not fetched");
            Work.ourFault(ours);
        } else if (attempt.setBack(reason)) {
            Work.outcome("tried later");
            jobs.postpone(delivery.receipt(), delivery.waitAfter(random));
        }
    }
}
