package dev.frisket.local.stack;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkRecordJson;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Enqueues again the artworks that an earlier run did not finish, or whose webhooks it did not finish, and completes
 * deletions.
 *
 * <p>A queue in memory is lost with its process, and an external one still hides the messages that a killed process had
 * received. The artworks themselves record which of them wait for a worker; a duplicate job is harmless.
 */
final class UnfinishedArtworks {
    private static final System.Logger LOG = System.getLogger(UnfinishedArtworks.class.getName());

    private UnfinishedArtworks() {}

    /** Sends a job or an announcement for each, and returns the number of jobs. */
    static int enqueue(Bucket data, MessageQueue<Job> jobs, MessageQueue<Announcement> webhooks, Clock clock) {
        WebhookAnnouncer announcer = new WebhookAnnouncer(data, webhooks);
        ArtworkStore artworks = new ArtworkStore(data, clock);
        ArtworkRemoval removal = new ArtworkRemoval(data, artworks);
        int count = 0;
        for (String key : data.list(ObjectKeys.artworks(), Integer.MAX_VALUE)) {
            Artwork artwork = data.get(key)
                    .map(object -> ArtworkRecordJson.read(Json.read(object.bytes())))
                    .flatMap(record -> record.match(Optional::of, tombstone -> {
                        if (!tombstone.complete()) {
                            removal.removeRest(ObjectKeys.keyId(key), tombstone, true);
                        }
                        return Optional.empty();
                    }))
                    .orElse(null);
            if (artwork == null || artwork.expired(clock.instant())) {
                continue;
            }
            if (artwork.state().terminal()) {
                if (artwork.embeddingPending()) {
                    artworks.settleEmbedding(artwork.keyId(), artwork.id()); // the worker that computed it is gone
                }
                announcer.announceAgain(artwork);
            } else {
                jobs.send(new Job(artwork.id(), artwork.keyId(), true), artwork.organization());
                count++;
            }
        }
        if (count > 0) {
            LOG.log(Level.INFO, "{0} artworks of an earlier run are resumed", count);
        }
        return count;
    }
}
