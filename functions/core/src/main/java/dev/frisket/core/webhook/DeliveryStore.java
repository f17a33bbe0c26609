package dev.frisket.core.webhook;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.store.ObjectKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The stored deliveries of webhooks, one for each artwork. */
public final class DeliveryStore {
    private final Bucket objects;
    private final JsonObjects<Delivery> deliveries;

    /** @param data the data bucket */
    public DeliveryStore(Bucket data) {
        this.objects = data;
        this.deliveries = new JsonObjects<>(data, DeliveryJson::write, DeliveryJson::read);
    }

    /** The delivery of an artwork's webhook; empty if none has begun. */
    public Optional<Version<Delivery>> find(ArtworkId id) {
        return deliveries.findVersion(ObjectKeys.delivery(id));
    }

    /** The delivery of an artwork's webhook, begun at {@code now} if none has begun. */
    public Version<Delivery> begin(ArtworkId id, Instant now) {
        Optional<Version<Delivery>> begun = find(id);
        if (begun.isPresent()) {
            return begun.get();
        }
        deliveries.createIfAbsent(ObjectKeys.delivery(id), Delivery.begin(now));
        return find(id).orElseThrow(
                        () -> new IllegalStateException("deleted while it was begun: the delivery of " + id));
    }

    /** Replaces this version only; returns whether the delivery is now {@code next}. */
    public boolean advance(ArtworkId id, Version<Delivery> from, Delivery next) {
        return deliveries.replace(ObjectKeys.delivery(id), from, next);
    }

    /** Deletes the delivery of a deleted artwork's webhook, if one has begun. */
    public void delete(ArtworkId id) {
        objects.delete(ObjectKeys.delivery(id));
    }

    /** Changes a delivery, unless there is none or {@code step} returns empty; returns the stored delivery. */
    public Optional<Delivery> update(ArtworkId id, Function<Delivery, Optional<Delivery>> step) {
        return deliveries.update(ObjectKeys.delivery(id), stored -> stored.flatMap(step));
    }
}
