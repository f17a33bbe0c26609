package dev.frisket.core.bucket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JSON objects of one kind in a bucket, with compare-and-swap on their versions.
 *
 * <p>A failed condition proves nothing by itself: the write may have been applied and its response lost. So every method
 * reads the object again before it concludes that another writer was faster.
 *
 * @param <T> the content of an object; equal values must mean the same write, so values of attempts contain a random id
 */
public final class JsonObjects<T> {
    private static final String CONTENT_TYPE = "application/json";
    private static final int ROUNDS = 20;

    private final Bucket bucket;
    private final Function<T, ? extends JsonNode> write;
    private final Function<JsonNode, T> read;

    /**
     * A value as it was read.
     *
     * @param etag identifies this version of the object
     */
    public record Version<T>(T value, String etag) {}

    /** @param read accepts everything that {@code write} writes, and wrote in the previous version */
    public JsonObjects(Bucket bucket, Function<T, ? extends JsonNode> write, Function<JsonNode, T> read) {
        this.bucket = bucket;
        this.write = write;
        this.read = read;
    }

    /** The value at {@code key}; empty if there is none. */
    public Optional<T> find(String key) {
        return findVersion(key).map(Version::value);
    }

    /** The value at {@code key} with its version; empty if there is none. */
    public Optional<Version<T>> findVersion(String key) {
        return bucket.get(key).map(stored -> new Version<>(read.apply(Json.read(stored.bytes())), stored.etag()));
    }

    /** Writes a value, replacing any existing one. */
    public void put(String key, T value) {
        bucket.put(key, bytes(value), CONTENT_TYPE);
    }

    /** Writes {@code value} unless one exists, and returns the stored value. */
    public T createIfAbsent(String key, T value) {
        return bucket.create(key, bytes(value), CONTENT_TYPE) == Bucket.Write.DONE
                ? value
                : find(key).orElseThrow(() -> new IllegalStateException("deleted while it was created: " + key));
    }

    /** Replaces this version only; returns whether the object now contains {@code next}. */
    public boolean replace(String key, Version<T> from, T next) {
        return bucket.replace(key, bytes(next), CONTENT_TYPE, from.etag()) == Bucket.Write.DONE
                || find(key).filter(next::equals).isPresent();
    }

    /**
     * Compares and swaps until no other writer interferes: reads, asks {@code step} for the next value, and writes it
     * if the object is unchanged.
     *
     * @param step receives the value, empty if there is none, and returns the next one, or empty to leave the object
     *     unchanged. It is called once in each round, and may receive a value that it returned in an earlier round.
     * @return the final value: the one written, or the one left unchanged
     * @throws IllegalStateException if others still interfere after {@value #ROUNDS} rounds
     */
    public Optional<T> update(String key, Function<Optional<T>, Optional<T>> step) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Version<T>> stored = findVersion(key);
            Optional<T> next = step.apply(stored.map(Version::value));
            if (next.isEmpty()) {
                return stored.map(Version::value);
            }
            byte[] bytes = bytes(next.get());
            Bucket.Write outcome = stored.isPresent()
                    ? bucket.replace(key, bytes, CONTENT_TYPE, stored.get().etag())
                    : bucket.create(key, bytes, CONTENT_TYPE);
            if (outcome == Bucket.Write.DONE) {
                return next;
            }
        }
        throw new IllegalStateException("too many concurrent changes of " + key);
    }

    private byte[] bytes(T value) {
        return Json.writeBytes(write.apply(value));
    }
}
