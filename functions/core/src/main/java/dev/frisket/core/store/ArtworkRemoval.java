package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.Bucket;
import java.time.Duration;
import java.util.Optional;

/**
 * Deletes artworks: first a tombstone, then everything that belonged to the artwork.
 *
 * <p>A process that still works on the artwork may store more objects. It reads the artwork after each, finds the tombstone,
 * and removes the rest here. If it dies before, its message is received again, and another process does it.
 */
public final class ArtworkRemoval {
    /** After this time, no worker that began before a deletion still runs: Lambda ends one after 15 minutes. */
    static final Duration LONGEST_WORK = Duration.ofMinutes(20);

    private final Bucket data;
    private final ArtworkStore artworks;

    /** @param data the data bucket */
    public ArtworkRemoval(Bucket data, ArtworkStore artworks) {
        this.data = data;
        this.artworks = artworks;
    }

    /** Deletes an artwork, or completes its deletion; returns whether there was anything left to delete. */
    public boolean delete(String keyId, ArtworkId id) {
        if (artworks.look(keyId, id).isEmpty()) {
            return false;
        }
        Optional<Tombstone> unfinished = artworks.markDeleted(keyId, id).filter(tombstone -> !tombstone.complete());
        unfinished.ifPresent(tombstone -> removeRest(
                keyId, tombstone, artworks.isOver(tombstone.deletedAt().plus(LONGEST_WORK))));
        return unfinished.isPresent();
    }

    /** Removes the embedding of a deleted artwork's picture. */
    public void remove(UsedEmbedding embedding) {
        data.delete(embedding.key());
    }

    /**
     * Removes what is left of a deleted artwork.
     *
     * @param alone whether no other process can be about to store the embedding of its picture. Otherwise the tombstone
     *     still names the embedding afterwards, for that process.
     */
    public void removeRest(String keyId, Tombstone tombstone, boolean alone) {
        for (String prefix : ObjectKeys.belongingTo(tombstone.id())) {
            data.list(prefix, Integer.MAX_VALUE).forEach(data::delete);
        }
        Tombstone.Rest rest = tombstone.rest();
        if (rest == null) {
            return;
        }
        Backlog.unfinished(data).remove(rest.organization(), tombstone.id());
        Backlog.postponed(data).remove(rest.organization(), tombstone.id());
        UsedEmbedding embedding = rest.embedding();
        if (embedding != null) {
            remove(embedding);
        }
        if (alone || embedding == null || !embedding.pending()) {
            artworks.complete(keyId, tombstone);
        }
    }
}
