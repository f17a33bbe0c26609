package dev.frisket.core.artwork;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a deleted artwork, so that processes still working on it notice the deletion, and its id is never used again.
 *
 * @param id the artwork's id
 * @param deletedAt when it was deleted, to the millisecond
 * @param rest what may remain to be removed; null once everything is removed
 */
public record Tombstone(ArtworkId id, Instant deletedAt, @Nullable Rest rest) implements ArtworkRecord {
    public Tombstone {
        deletedAt = deletedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The objects that may remain of a deleted artwork: those whose keys contain its id, and its picture's embedding.
     *
     * @param organization the organization that it belonged to, which has the markers of its backlog
     * @param embedding null if no embedding was used
     */
    public record Rest(String organization, @Nullable UsedEmbedding embedding) {}

    /** Whether everything that belonged to the artwork is removed. */
    public boolean complete() {
        return rest == null;
    }

    /** A copy that contains nothing but id and time. */
    public Tombstone completed() {
        return new Tombstone(id, deletedAt, null);
    }

    @Override
    public <R> R match(Function<Artwork, R> artwork, Function<Tombstone, R> tombstone) {
        return tombstone.apply(this);
    }
}
