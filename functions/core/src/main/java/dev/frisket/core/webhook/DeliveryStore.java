package dev.frisket.core.webhook;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ObjectKeys;
import java.time.Instant;
import java.util.Optional;

/**
 * The deliveries, each an object that is only written over as it was read.
 *
 * <p>As for artworks, a condition that fails proves nothing: a record equal to the one wanted counts as written.
 */
public final class DeliveryStore {
    private static final String CONTENT_TYPE = "application/json";

    private final Bucket objects;

    /**
     * A delivery as it was read.
     *
     * @param etag names this version of it
     */
    public record Version(Delivery delivery, String etag) {}

    /** @param objects the data bucket */
    public DeliveryStore(Bucket objects) {
        this.objects = objects;
    }

    /** The delivery of an artwork's webhook; empty if nobody has begun it. */
    public Optional<Version> find(ArtworkId id) {
        return objects.get(ObjectKeys.delivery(id)).map(DeliveryStore::read);
    }

    /** The delivery of an artwork's webhook, begun at {@code now} if nobody has. */
    public Version begin(ArtworkId id, Instant now) {
        Optional<Version> begun = find(id);
        if (begun.isPresent()) {
            return begun.get();
        }
        objects.create(ObjectKeys.delivery(id), write(Delivery.begin(now)), CONTENT_TYPE);
        return find(id).orElseThrow(() -> new IllegalStateException("gone while it was begun: the delivery of " + id));
    }

    /** Writes {@code next} over a version, and over no other; whether the delivery stands so now. */
    public boolean advance(ArtworkId id, Version from, Delivery next) {
        return objects.replace(ObjectKeys.delivery(id), write(next), CONTENT_TYPE, from.etag()) == Bucket.Write.DONE
                || find(id).filter(now -> now.delivery().equals(next)).isPresent();
    }

    private static byte[] write(Delivery delivery) {
        return Json.writeBytes(DeliveryJson.write(delivery));
    }

    private static Version read(StoredObject object) {
        return new Version(DeliveryJson.read(Json.read(object.bytes())), object.etag());
    }
}
