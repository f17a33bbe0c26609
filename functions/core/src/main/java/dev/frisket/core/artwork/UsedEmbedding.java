package dev.frisket.core.artwork;

/**
 * The embedding of an artwork's picture from which its masks were made.
 *
 * @param key the stored embedding's object key
 * @param pending whether the worker that made it may still have to store it
 */
public record UsedEmbedding(String key, boolean pending) {

    /** A copy that is no longer pending. */
    public UsedEmbedding settled() {
        return new UsedEmbedding(key, false);
    }
}
