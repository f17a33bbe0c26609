package dev.frisket.core.webhook;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.QueueUnavailable;
import java.lang.System.Logger.Level;

/**
 * Announces ended artworks, so that their webhooks are called. Every process that ends an artwork, or finds it ended,
 * announces it: a process may die between the end and the announcement.
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
     * Announces an artwork that has ended, has a webhook, and has no delivery yet; any other is ignored. A superfluous
     * announcement is harmless. Called by message handlers, which keep the message if this throws.
     *
     * @throws QueueUnavailable if it is unknown whether the announcement was accepted
     * @throws BucketUnavailable if it is unknown whether the delivery was begun
     */
    public void announce(Artwork artwork) {
        if (wanted(artwork) && deliveries.find(artwork.id()).isEmpty()) {
            queue.send(Announcement.of(artwork), artwork.organization());
        }
    }

    /** Announces an artwork even if its delivery has begun but not ended: for a queue that lost its messages. */
    public void announceAgain(Artwork artwork) {
        if (wanted(artwork)
                && deliveries
                        .find(artwork.id())
                        .filter(version -> version.value().step() instanceof Delivery.Step.Ended)
                        .isEmpty()) {
            queue.send(Announcement.of(artwork), artwork.organization());
        }
    }

    /** Like {@link #announce}, but logs failures: for request handlers, whose callers are not concerned. */
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
