package dev.frisket.core.bucket;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bucket: named objects with conditional writes, each of them atomic and immediately visible to all readers.
 *
 * <p>The adapter retries a write whose response was lost, so a conditional write may report {@link Write#CONFLICT}
 * although it changed the object itself: read the object before concluding that another writer did.
 *
 * <p>Every method throws {@link BucketUnavailable} if the bucket can't be reached or refuses.
 */
public interface Bucket {

    /** The outcome of a conditional write. */
    enum Write {
        /** The object is as written. */
        DONE,
        /** The condition failed: nothing was written, or an earlier try wrote it and its response was lost. */
        CONFLICT,
        /** There is no object to replace. */
        GONE
    }

    /** The object's bytes and version; empty if there is none. */
    Optional<StoredObject> get(String key);

    /** Whether the object exists. */
    boolean exists(String key);

    /** Writes an object unless it exists: {@link Write#DONE} or {@link Write#CONFLICT}. */
    Write create(String key, byte[] bytes, String contentType);

    /** Replaces an object only if its version is {@code etag}. */
    Write replace(String key, byte[] bytes, String contentType, String etag);

    /** Writes an object, replacing any existing one. */
    void put(String key, byte[] bytes, String contentType);

    /** Writes an object from a file, replacing any existing one; the file is not read into memory. */
    void put(String key, Path file, String contentType);

    /** Deletes an object if it exists. */
    void delete(String key);

    /**
     * The keys that begin with {@code prefix}, in byte order.
     *
     * @param limit maximum number of keys, at least 1
     */
    default List<String> list(String prefix, int limit) {
        return list(prefix, 0, limit);
    }

    /**
     * The keys that begin with {@code prefix}, in byte order, without those of small objects.
     *
     * @param minSize smallest size of an object that is listed, bytes
     * @param limit maximum number of keys, at least 1
     */
    List<String> list(String prefix, int minSize, int limit);

    /** A URL that serves the object to anyone for {@code validity}. */
    URI link(String key, Duration validity);

    /**
     * A URL to which anyone can PUT an object for {@code validity}. Another type or length is refused.
     *
     * @param size length in bytes
     */
    URI linkToPut(String key, String contentType, int size, Duration validity);
}
