package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.ArtworkRecord;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored artworks, each an object that changes only by legal state transitions, until a tombstone replaces it.
 *
 * <p>A transition that was applied but whose response was lost is a success: the states of attempts contain the attempt's
 * random id, so a stored state equal to the requested one was written by this caller.
 */
public final class ArtworkStore {
    private final Bucket bucket;
    private final JsonObjects<ArtworkRecord> records;
    private final Clock clock;

    /** @param data the data bucket */
    public ArtworkStore(Bucket data, Clock clock) {
        this.bucket = data;
        this.records = new JsonObjects<>(data, ArtworkRecordJson::write, ArtworkRecordJson::read);
        this.clock = clock;
    }

    /**
     * Stores a new artwork with a fresh id, and returns the stored one.
     *
     * @throws IllegalStateException if it was deleted before this call returned
     */
    public Artwork create(Artwork artwork) {
        return createOrFind(artwork)
                .artwork()
                .orElseThrow(() -> new IllegalStateException("deleted while it was created: " + artwork.id()));
    }

    /**
     * Stores an artwork unless its id exists, and returns what is stored. Ids are random, so an existing artwork with
     * this id is the same work, begun by an earlier call, and a tombstone means that it was deleted since.
     */
    public ArtworkRecord createOrFind(Artwork artwork) {
        return records.createIfAbsent(ObjectKeys.artwork(artwork.keyId(), artwork.id()), artwork);
    }

    /** The artwork of this key and id; empty if there is none, or it has expired or was deleted. */
    public Optional<Artwork> find(String keyId, ArtworkId id) {
        return look(keyId, id).flatMap(ArtworkRecord::artwork);
    }

    /** The artwork of this key and id, or its tombstone; empty if there is neither or it has expired. */
    public Optional<ArtworkRecord> look(String keyId, ArtworkId id) {
        if (Artwork.expired(id, clock.instant())) {
            return Optional.empty();
        }
        return records.find(ObjectKeys.artwork(keyId, id));
    }

    /**
     * The ids of an API key's unexpired artworks, newest first (within a millisecond, the greatest id first). No
     * artwork is read: the object keys contain the ids, and the sizes distinguish artworks from tombstones.
     *
     * @param offset how many of the newest to skip, at least 0
     * @param limit maximum number of ids, at least 1
     */
    public List<ArtworkId> newest(String keyId, int offset, int limit) {
        Instant now = clock.instant();
        return bucket.list(ObjectKeys.artworks(keyId), ArtworkRecordJson.MIN_ARTWORK_BYTES, offset + limit).stream()
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
        return advance(keyId, id, next, null);
    }

    /**
     * Moves an artwork to {@code next} like {@link #advance(String, ArtworkId, State)}, and records the embedding of
     * its picture.
     *
     * @param embedding null to keep the recorded one
     */
    public Optional<Artwork> advance(String keyId, ArtworkId id, State next, @Nullable UsedEmbedding embedding) {
        return change(keyId, id, artwork -> Optional.of(artwork)
                        .filter(stored ->
                                !stored.state().equals(next) && stored.state().allows(next))
                        .map(stored -> embedding == null ? stored : stored.with(embedding))
                        .map(stored -> stored.in(next)))
                .flatMap(ArtworkRecord::artwork);
    }

    /** Records that no worker will store the artwork's embedding any more; returns the artwork or its tombstone. */
    public Optional<ArtworkRecord> settleEmbedding(String keyId, ArtworkId id) {
        return change(keyId, id, artwork -> Optional.ofNullable(artwork.embedding())
                .filter(UsedEmbedding::pending)
                .map(used -> artwork.with(used.settled())));
    }

    /** Replaces an artwork by its tombstone, and returns the new or existing tombstone; empty if there is neither. */
    Optional<Tombstone> markDeleted(String keyId, ArtworkId id) {
        Instant now = clock.instant();
        return change(keyId, id, artwork -> Optional.of(artwork.deleted(now)))
                .flatMap(record -> record.match(artwork -> Optional.empty(), Optional::of));
    }

    /** Whether a moment is in the past. */
    boolean isOver(Instant moment) {
        return moment.isBefore(clock.instant());
    }

    /** Records that everything of a deleted artwork is removed. */
    void complete(String keyId, Tombstone tombstone) {
        records.update(
                ObjectKeys.artwork(keyId, tombstone.id()),
                stored -> stored.flatMap(record -> record.match(
                        artwork -> Optional.empty(),
                        standing -> standing.complete() ? Optional.empty() : Optional.of(standing.completed()))));
    }

    private Optional<ArtworkRecord> change(
            String keyId, ArtworkId id, Function<Artwork, Optional<? extends ArtworkRecord>> step) {
        return records.update(ObjectKeys.artwork(keyId, id), stored -> stored.flatMap(ArtworkRecord::artwork)
                .flatMap(step));
    }
}
