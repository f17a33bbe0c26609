package dev.frisket.core.bucket;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A bucket: named objects with conditional writes, each of them atomic and at once visible to everybody.
 *
 * <p>A write whose answer got lost is tried again by the adapter, so a conditional write may report {@link
 * Write#CONFLICT} although it was the one that changed the object: read before believing that somebody else did.
 *
 * <p>Every method throws {@link BucketUnavailable} if the bucket can't be reached or refuses.
 */
public interface Bucket {

    /** What became of a conditional write. */
    enum Write {
        /** The object is as written. */
        DONE,
        /** The condition did not hold: nothing was written, or it was written before an answer got lost. */
        CONFLICT,
        /** There is no object to replace. */
        GONE
    }

    /** The object's bytes and version; empty if there is none. */
    Optional<StoredObject> get(String key);

    /** Whether there is such an object. */
    boolean exists(String key);

    /** Writes an object unless there is one: {@link Write#DONE} or {@link Write#CONFLICT}. */
    Write create(String key, byte[] bytes, String contentType);

    /** Writes over the version {@code etag} of an object, and over no other. */
    Write replace(String key, byte[] bytes, String contentType, String etag);

    /** Writes an object, over whatever there is. */
    void put(String key, byte[] bytes, String contentType);

    /** Removes an object; none is as good. */
    void delete(String key);

    /**
     * The keys that begin with {@code prefix}, in the order of their bytes.
     *
     * @param limit how many at most, at least 1
     */
    List<String> list(String prefix, int limit);

    /** An address that serves the object to anybody for {@code validity}. */
    URI link(String key, Duration validity);

    /**
     * An address that takes an object from anybody, by PUT, for {@code validity}. It is refused with another type or length.
     *
     * @param size the object's bytes
     */
    URI linkToPut(String key, String contentType, int size, Duration validity);
}
