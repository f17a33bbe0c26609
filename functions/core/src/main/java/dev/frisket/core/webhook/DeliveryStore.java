package dev.frisket.core.webhook;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.store.ObjectKeys;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The deliveries of webhooks, one for each artwork. */
public final class DeliveryStore {
    private final JsonObjects<Delivery> deliveries;

    /** @param data the data bucket */
    public DeliveryStore(Bucket data) {
        this.deliveries = new JsonObjects<>(data, DeliveryJson::write, DeliveryJson::read);
    }

    /** The delivery of an artwork's webhook; empty if nobody has begun it. */
    public Optional<Version<Delivery>> find(ArtworkId id) {
        return deliveries.findVersion(ObjectKeys.delivery(id));
    }

    /** The delivery of an artwork's webhook, begun at {@code now} if nobody has. */
    public Version<Delivery> begin(ArtworkId id, Instant now) {
        Optional<Version<Delivery>> begun = find(id);
        if (begun.isPresent()) {
            return begun.get();
        }
        deliveries.createIfAbsent(ObjectKeys.delivery(id), Delivery.begin(now));
        return find(id).orElseThrow(
                        () -> new IllegalStateException("deleted while it was begun: the delivery of " + id));
    }

    /** Writes {@code next} over one version and no other; whether the delivery stands so now. */
    public boolean advance(ArtworkId id, Version<Delivery> from, Delivery next) {
        return deliveries.replace(ObjectKeys.delivery(id), from, next);
    }

    /** Changes a delivery, unless there is none or {@code step} returns empty; how it stands then. */
    public Optional<Delivery> update(ArtworkId id, Function<Delivery, Optional<Delivery>> step) {
        return deliveries.update(ObjectKeys.delivery(id), stored -> stored.flatMap(step));
    }
}
