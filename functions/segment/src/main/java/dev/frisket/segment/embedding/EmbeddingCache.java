package dev.frisket.segment.embedding;

import dev.frisket.core.artwork.UsedEmbedding;
import java.util.Optional;
import java.util.function.Supplier;

/** Caches embeddings. It may drop any of them, and returns only those that pass its checks. */
public interface EmbeddingCache {

    /** The cached embedding of this key, if there is one. */
    Optional<EncodedPicture> find(EmbeddingKey key);

    /** Encodes a picture, unless another thread has encoded it in the meantime, and caches the embedding. */
    EncodedPicture make(EmbeddingKey key, Supplier<EncodedPicture> encoder);

    /** The stored embedding of this key as an artwork notes it: pending if it is made but not stored; empty if none is. */
    Optional<UsedEmbedding> used(EmbeddingKey key);

    /** Stores an embedding if this cache made it and has not stored it; to be called when no caller is waiting. */
    void save(UsedEmbedding embedding);

    /** Never stores the embeddings that this thread made but did not save: no artwork notes them. */
    void dropUnsaved();

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
            public Optional<UsedEmbedding> used(EmbeddingKey key) {
                return Optional.empty();
            }

            @Override
            public void save(UsedEmbedding embedding) {}

            @Override
            public void dropUnsaved() {}
        };
    }
}
