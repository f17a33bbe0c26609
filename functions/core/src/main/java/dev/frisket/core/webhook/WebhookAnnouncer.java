package dev.frisket.core.webhook;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.QueueUnavailable;
import java.lang.System.Logger.Level;

/**
 * Has the webhooks of ended artworks called. Whoever ends an artwork, or finds that it has ended, announces it: between
 * the end and the announcement anybody may die.
 */
public final class WebhookAnnouncer {
    private static final System.Logger LOG = System.getLogger(WebhookAnnouncer.class.getName());

    private final DeliveryStore deliveries;
    private final MessageQueue<Announcement> queue;

    /** @param data the data bucket */
    public WebhookAnnouncer(Bucket data, MessageQueue<Announcement> queue) {
        this.deliveries = new DeliveryStore(data);
        this.queue = queue;
    }

    /**
     * Announces an artwork that has ended, has a webhook, and whose delivery nobody has begun; any other is left alone.
     * An announcement too many is harmless. Who holds a message calls this, and keeps the message if it throws.
     *
     * @throws QueueUnavailable if it can't be known that the announcement was taken
     * @throws BucketUnavailable if it can't be known whether the delivery was begun
     */
    public void announce(Artwork artwork) {
        if (wanted(artwork) && deliveries.find(artwork.id()).isEmpty()) {
            queue.send(Announcement.of(artwork), artwork.organization());
        }
    }

    /** Announces an artwork also if its delivery was begun and has not ended: for a queue that forgot its messages. */
    public void announceAgain(Artwork artwork) {
        if (wanted(artwork)
                && deliveries
                        .find(artwork.id())
                        .filter(version -> version.value().step() instanceof Delivery.Step.Ended)
                        .isEmpty()) {
            queue.send(Announcement.of(artwork), artwork.organization());
        }
    }

    /** As {@link #announce}, for whoever answers a caller, whom a failure does not concern: it is logged. */
    public void announceIfPossible(Artwork artwork) {
        try {
            announce(artwork);
        } catch (QueueUnavailable | BucketUnavailable e) {
            LOG.log(Level.ERROR, "the webhook of artwork " + artwork.id() + " is not announced yet", e);
        }
    }

    private static boolean wanted(Artwork artwork) {
        return artwork.state().terminal() && artwork.parameters().webhook() != null;
    }
}
