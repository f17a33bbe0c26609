package dev.frisket.segment.embedding;

import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Caches embeddings in a bucket, and the most recently used ones also in memory. */
public final class StoredEmbeddings implements EmbeddingCache {
    private static final System.Logger LOG = System.getLogger(StoredEmbeddings.class.getName());

    /** Embeddings in memory take at most one twentieth of the heap: seven of SAM 2's in the smallest worker. */
    private static final long SHARE = 20;

    private final Map<String, Unsaved> unsaved = new ConcurrentHashMap<>(); // by object key
    private final Map<String, Object> encoding = new ConcurrentHashMap<>(); // by object key: a lock while it is made
    private final Bucket objects;
    private final RecentEmbeddings recent;

    /**
     * Creates a cache in the given bucket.
     *
     * @param objects the data bucket
     * @param memory maximum total size of the embeddings in memory, bytes
     */
    StoredEmbeddings(Bucket objects, long memory) {
        this.objects = objects;
        this.recent = new RecentEmbeddings(memory);
    }

    /** Creates a cache in the data bucket that uses a share of this process's heap. */
    public StoredEmbeddings(Bucket objects) {
        this(objects, Runtime.getRuntime().maxMemory() / SHARE);
    }

    @Override
    public Optional<EncodedPicture> find(EmbeddingKey key) {
        Optional<EncodedPicture> remembered = recent.find(key);
        return remembered.isPresent() ? remembered : read(key);
    }

    @Override
    public EncodedPicture make(EmbeddingKey key, Supplier<EncodedPicture> encoder) {
        Object lock = encoding.computeIfAbsent(key.object(), any -> new Object());
        synchronized (lock) {
            try {
                return recent.find(key).orElseGet(() -> {
                    EncodedPicture made = encoder.get();
                    recent.put(key, made);
                    unsaved.put(key.object(), new Unsaved(key, made, Thread.currentThread()));
                    return made;
                });
            } finally {
                encoding.remove(key.object(), lock);
            }
        }
    }

    @Override
    public Optional<UsedEmbedding> used(EmbeddingKey key) {
        return Optional.of(new UsedEmbedding(key.object(), unsaved.containsKey(key.object())));
    }

    @Override
    public void save(UsedEmbedding embedding) {
        Unsaved next = unsaved.remove(embedding.key());
        if (next == null) {
            return;
        }
        try {
            objects.put(
                    next.key().object(), EmbeddingFile.write(next.key(), next.picture()), EmbeddingFile.CONTENT_TYPE);
        } catch (BucketUnavailable e) {
            LOG.log(Level.WARNING, "an embedding could not be stored", e);
        }
    }

    @Override
    public void dropUnsaved() {
        unsaved.values().removeIf(embedding -> embedding.maker == Thread.currentThread());
    }

    private Optional<EncodedPicture> read(EmbeddingKey key) {
        try {
            Optional<EncodedPicture> read =
                    objects.get(key.object()).flatMap(object -> EmbeddingFile.read(key, object.bytes()));
            read.ifPresent(picture -> recent.put(key, picture));
            return read;
        } catch (BucketUnavailable e) {
            LOG.log(Level.WARNING, "an embedding could not be read", e);
            return Optional.empty();
        }
    }

    private record Unsaved(EmbeddingKey key, EncodedPicture picture, Thread maker) {}
}
