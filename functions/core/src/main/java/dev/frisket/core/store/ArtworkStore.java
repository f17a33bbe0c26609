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
 * The stored artworks, each an object that changes only by legal state transitions.
 *
 * <p>A transition that was applied but whose answer was lost is a success: the states of attempts contain the attempt's
 * random id, so a stored state equal to the wanted one was written by this caller.
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
     * Stores a new artwork and returns the stored one. If the id exists, that is the existing artwork: ids are random,
     * so any caller with this id has already begun the same work.
     */
    public Artwork create(Artwork artwork) {
        return artworks.createIfAbsent(ObjectKeys.artwork(artwork.keyId(), artwork.id()), artwork);
    }

    /** The artwork of this key and id; empty if there is none or it has expired. */
    public Optional<Artwork> find(String keyId, ArtworkId id) {
        if (Artwork.expired(id, clock.instant())) {
            return Optional.empty();
        }
        return artworks.find(ObjectKeys.artwork(keyId, id));
    }

    /**
     * The ids of an API key's unexpired artworks, newest first (within a millisecond, the greatest id first). No
     * artwork is read: the object keys contain the ids.
     *
     * @param offset how many of the newest to skip, at least 0
     * @param limit maximum number of ids, at least 1
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
     * Moves an artwork to {@code next}, if that is legal, and returns the stored artwork: in {@code next} if this call
     * or an equal earlier one moved it, otherwise in the state that forbids it. Empty if the artwork no longer exists.
     */
    public Optional<Artwork> advance(String keyId, ArtworkId id, State next) {
        return artworks.update(ObjectKeys.artwork(keyId, id), stored -> stored.filter(artwork ->
                        !artwork.state().equals(next) && artwork.state().allows(next))
                .map(artwork -> artwork.in(next)));
    }
}
