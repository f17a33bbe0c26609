package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The artworks, each an object that only legal steps change.
 *
 * <p>A step that was applied and whose answer was lost is a success: the states of attempts hold the attempt's random id,
 * so a stored state equal to the one wanted is this caller's own.
 */
public final class ArtworkStore {
    private final Bucket bucket;
    private final JsonObjects<Artwork> artworks;
    private final Clock clock;

    /** @param data the data bucket */
    public ArtworkStore(Bucket data, Clock clock) {
        this.bucket = data;
        this.artworks = new JsonObjects<>(data, ArtworkJson::write, ArtworkJson::read);
        this.clock = clock;
    }

    /**
     * Records a new artwork and tells how it stands. If there is one of the same id, that one: ids are random, so
     * whoever has this id already began the same work.
     */
    public Artwork create(Artwork artwork) {
        return artworks.createIfAbsent(ObjectKeys.artwork(artwork.keyId(), artwork.id()), artwork);
    }

    /** The artwork of this key and id; empty if there is none or its time is over. */
    public Optional<Artwork> find(String keyId, ArtworkId id) {
        if (Artwork.expired(id, clock.instant())) {
            return Optional.empty();
        }
        return artworks.find(ObjectKeys.artwork(keyId, id));
    }

    /**
     * The ids of an API key's artworks whose time is not over, the newest first (of one millisecond, the greatest id
     * first). No artwork is read: the names of the objects tell.
     *
     * @param offset how many of the newest to pass over, at least 0
     * @param limit how many at most, at least 1
     */
    public List<ArtworkId> newest(String keyId, int offset, int limit) {
        Instant now = clock.instant();
        return bucket.list(ObjectKeys.artworks(keyId), offset + limit).stream()
                .skip(offset)
                .map(ObjectKeys::artworkId)
                .filter(id -> !Artwork.expired(id, now))
                .toList();
    }

    /**
     * Moves an artwork to {@code next}, if that is legal, and tells how it stands then: in {@code next} if this call or
     * an equal one before it did so, else in the state that forbids it. Empty if there is no such artwork any more.
     */
    public Optional<Artwork> advance(String keyId, ArtworkId id, State next) {
        return artworks.update(ObjectKeys.artwork(keyId, id), stored -> stored.filter(artwork ->
                        !artwork.state().equals(next) && artwork.state().allows(next))
                .map(artwork -> artwork.in(next)));
    }
}
