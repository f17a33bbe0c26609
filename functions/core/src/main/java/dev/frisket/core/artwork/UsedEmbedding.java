package dev.frisket.core.artwork;

/**
 * The embedding of an artwork's picture from which its masks were computed.
 *
 * @param key the stored embedding's object key
 * @param pending whether the worker that computed it may not have stored it yet
 */
public record UsedEmbedding(String key, boolean pending) {

    /** A copy that is no longer pending. */
    public UsedEmbedding settled() {
        return new UsedEmbedding(key, false);
    }
}
