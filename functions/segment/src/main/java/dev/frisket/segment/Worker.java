package dev.frisket.segment;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.State;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
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
    private final MessageQueue<Job> jobs;
    private final WebhookAnnouncer announcer;
    private final ArtworkExpiry endings;
    private final Clock clock;

    Worker(
            Pipeline pipeline,
            ArtworkStore artworks,
            MaskStore masks,
            MessageQueue<Job> jobs,
            WebhookAnnouncer announcer,
            Clock clock) {
        this.pipeline = pipeline;
        this.artworks = artworks;
        this.masks = masks;
        this.jobs = jobs;
        this.announcer = announcer;
        this.endings = new ArtworkExpiry(artworks, artwork -> {}, clock);
        this.clock = clock;
    }

    /**
     * Works on a job.
     *
     * @return whether the queue may delete the job: if the artwork has ended and needs no further work, but not if it
     *     was taken over by another attempt, which may still die
     */
    boolean work(Job job, ReceivedJob delivery) {
        if (!end(job, delivery)) {
            return false;
        }
        Optional<Artwork> now = artworks.find(job.keyId(), job.artworkId());
        now.ifPresent(artwork -> settle(artwork, job.orphaned() || !delivery.first()));
        return now.isEmpty() || now.get().state().terminal();
    }

    private void settle(Artwork artwork, boolean hadBefore) {
        if (artwork.state().terminal() && hadBefore) {
            masks.deleteUnnamed(artwork); // a previous worker may have died after storing masks
        }
        announcer.announce(artwork);
    }

    private boolean end(Job job, ReceivedJob delivery) {
        Optional<Artwork> waiting = artworks.find(job.keyId(), job.artworkId())
                .flatMap(endings::atDeadline)
                .filter(artwork -> !artwork.state().terminal());
        if (waiting.isEmpty()) {
            Work.outcome("ended before");
            return true;
        }
        if (heldBySomebodyElse(waiting.get(), job, delivery)) {
            Work.outcome("held by another");
            jobs.postpone(delivery.receipt(), delivery.timeLimit().left());
            return false;
        }
        return Attempt.begin(waiting.get(), artworks, masks, clock)
                .map(attempt -> work(attempt, delivery))
                .orElse(true);
    }

    // A repeated request may send a second job, but only one worker may process an artwork. If that worker dies,
    // this job returns when the worker's time is over.
    private static boolean heldBySomebodyElse(Artwork artwork, Job job, ReceivedJob delivery) {
        return artwork.state() instanceof State.Processing processing
                && processing.setback() == null
                && delivery.first()
                && !job.orphaned();
    }

    private boolean work(Attempt attempt, ReceivedJob delivery) {
        try {
            attempt.succeed(pipeline.run(attempt, delivery.timeLimit()));
            Work.outcome("succeeded");
            return true;
        } catch (PermanentFetchException | PictureException | UnservedPromptException e) {
            attempt.fail(String.valueOf(e.getMessage()));
            Work.outcome(reason(e));
            return true;
        } catch (LostArtworkException e) {
            attempt.discard();
            Work.outcome("lost");
            return true;
        } catch (OutOfTimeException e) {
            return giveBack(attempt, delivery);
        } catch (FetchException e) {
            return tryLater(attempt, delivery, e.sentence());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an attempt broke off", e);
            return tryLater(attempt, delivery, OUR_FAULT);
        }
    }

    // The next worker that receives the job starts with its full time. A job that takes longer than any worker's time
    // becomes a dead letter.
    private boolean giveBack(Attempt attempt, ReceivedJob delivery) {
        if (!attempt.setBack(TOO_LONG)) {
            return true;
        }
        Work.outcome("given back");
        jobs.postpone(delivery.receipt(), Duration.ZERO);
        return false;
    }

    private static String reason(Exception failure) {
        if (failure instanceof UnservedPromptException) {
            return "prompt not served";
        }
        return failure instanceof PictureException ? "picture not readable" : "picture not fetched";
    }

    private boolean tryLater(Attempt attempt, ReceivedJob delivery, String reason) {
        if (delivery.last()) {
            Work.outcome("failed at last");
            attempt.fail(reason);
            return true;
        }
        if (!attempt.setBack(reason)) {
            return true;
        }
        Work.outcome("tried later");
        jobs.postpone(delivery.receipt(), delivery.waitAfter(random));
        return false;
    }
}
