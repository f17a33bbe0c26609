package dev.frisket.segment.embedding;

import java.util.Optional;
import java.util.function.Supplier;

/** Remembers embeddings. It may forget any of them, and gives none that it is not sure of. */
public interface EmbeddingCache {

    /** The embedding of this key, if it is remembered. */
    Optional<EncodedPicture> find(EmbeddingKey key);

    /** The embedding of this key: made, unless another thread has made it meanwhile, and remembered. */
    EncodedPicture make(EmbeddingKey key, Supplier<EncodedPicture> encoder);

    /** Stores what was made since the last time; to be called when nobody waits any more. */
    void save();

    /** Remembers nothing. */
    static EmbeddingCache none() {
        return new EmbeddingCache() {
            @Override
            public Optional<EncodedPicture> find(EmbeddingKey key) {
                return Optional.empty();
            }

            @Override
            public EncodedPicture make(EmbeddingKey key, Supplier<EncodedPicture> encoder) {
                return encoder.get();
            }

            @Override
            public void save() {}
        };
    }
}
