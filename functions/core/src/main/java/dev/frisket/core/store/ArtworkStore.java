package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The artworks, each an object that only legal steps change.
 *
 * <p>Each step reads, checks that it is legal, and writes on condition that nothing changed in between. A condition that
 * fails proves nothing by itself: the write may have been applied and its answer lost, so the next round reads again and
 * a state equal to the one wanted is a success. States of attempts hold the attempt's random id, so equal means mine.
 */
public final class ArtworkStore {
    private static final String CONTENT_TYPE = "application/json";
    private static final int ROUNDS = 20;

    private final Bucket objects;
    private final Clock clock;

    /** @param objects the data bucket */
    public ArtworkStore(Bucket objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Records a new artwork and tells how it stands. If there is one of the same id, that one: ids are random, so
     * whoever has this id already began the same work.
     */
    public Artwork create(Artwork artwork) {
        String key = ObjectKeys.artwork(artwork.keyId(), artwork.id());
        return switch (objects.create(key, Json.writeBytes(ArtworkJson.write(artwork)), CONTENT_TYPE)) {
            case DONE -> artwork;
            case CONFLICT, GONE ->
                find(artwork.keyId(), artwork.id())
                        .orElseThrow(() -> new IllegalStateException("gone while it was created: " + artwork.id()));
        };
    }

    /** The artwork of this key and id; empty if there is none or its time is over. */
    public Optional<Artwork> find(String keyId, ArtworkId id) {
        if (Artwork.expired(id, clock.instant())) {
            return Optional.empty();
        }
        return objects.get(ObjectKeys.artwork(keyId, id)).map(ArtworkStore::read);
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
        return objects.list(ObjectKeys.artworks(keyId), offset + limit).stream()
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
        String key = ObjectKeys.artwork(keyId, id);
        for (int round = 0; round < ROUNDS; round++) {
            Optional<StoredObject> stored = objects.get(key);
            if (stored.isEmpty()) {
                return Optional.empty();
            }
            Artwork artwork = read(stored.get());
            if (artwork.state().equals(next) || !artwork.state().allows(next)) {
                return Optional.of(artwork);
            }
            Artwork advanced = artwork.in(next);
            byte[] bytes = Json.writeBytes(ArtworkJson.write(advanced));
            if (objects.replace(key, bytes, CONTENT_TYPE, stored.get().etag()) == Bucket.Write.DONE) {
                return Optional.of(advanced);
            }
        }
        throw new IllegalStateException("too many others change artwork " + id);
    }

    private static Artwork read(StoredObject object) {
        return ArtworkJson.read(Json.read(object.bytes()));
    }
}
