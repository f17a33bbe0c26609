package dev.frisket.segment.embedding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The most recently used embeddings, up to a limit in bytes. */
final class RecentEmbeddings {
    private final Map<EmbeddingKey, EncodedPicture> embeddings = new LinkedHashMap<>(16, 0.75f, true);
    private final long limit;
    private long bytes;

    /** @param limit maximum total size of the embeddings, bytes */
    RecentEmbeddings(long limit) {
        this.limit = limit;
    }

    synchronized Optional<EncodedPicture> find(EmbeddingKey key) {
        return Optional.ofNullable(embeddings.get(key));
    }

    synchronized void put(EmbeddingKey key, EncodedPicture picture) {
        if (embeddings.put(key, picture) != null) {
            return; // equal keys have equal embeddings
        }
        bytes += picture.embedding().bytes();
        Iterator<EncodedPicture> eldest = embeddings.values().iterator();
        while (bytes > limit) {
            bytes -= eldest.next().embedding().bytes();
            eldest.remove();
        }
    }
}
