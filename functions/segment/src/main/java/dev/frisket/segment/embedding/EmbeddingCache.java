package dev.frisket.segment.embedding;

import java.util.Optional;
import java.util.function.Supplier;

/** Caches embeddings. It may drop any of them, and returns only those that pass its checks. */
public interface EmbeddingCache {

    /** The cached embedding of this key, if there is one. */
    Optional<EncodedPicture> find(EmbeddingKey key);

    /** Encodes a picture, unless another thread has encoded it in the meantime, and caches the embedding. */
    EncodedPicture make(EmbeddingKey key, Supplier<EncodedPicture> encoder);

    /** Stores the embeddings made since the last call; to be called when no caller is waiting. */
    void save();

    /** A cache that is always empty. */
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
