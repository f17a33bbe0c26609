package dev.frisket.core.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A bucket in memory, for tests: every method is atomic, nothing fails. */
public final class InMemoryBucket implements Bucket {
    private final AtomicLong version = new AtomicLong();
    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(byte[] bytes, String contentType, String etag) {}

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(entry -> new StoredObject(entry.bytes().clone(), entry.etag()));
    }

    @Override
    public boolean exists(String key) {
        return entries.containsKey(key);
    }

    @Override
    public Write create(String key, byte[] bytes, String contentType) {
        return entries.putIfAbsent(key, entry(bytes, contentType)) == null ? Write.DONE : Write.CONFLICT;
    }

    @Override
    public synchronized Write replace(String key, byte[] bytes, String contentType, String etag) {
        Entry present = entries.get(key);
        if (present == null) {
            return Write.GONE;
        }
        return present.etag().equals(etag) && entries.replace(key, present, entry(bytes, contentType))
                ? Write.DONE
                : Write.CONFLICT;
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        entries.put(key, entry(bytes, contentType));
    }

    @Override
    public void put(String key, Path file, String contentType) {
        try {
            put(key, Files.readAllBytes(file), contentType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        entries.remove(key);
    }

    @Override
    public List<String> list(String prefix, int minSize, int limit) {
        return entries.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> entry.getValue().bytes().length >= minSize)
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public URI link(String key, Duration validity) {
        return URI.create("https://bucket.example/" + key + "?valid=" + validity.toSeconds());
    }

    @Override
    public URI linkToPut(String key, String contentType, int size, Duration validity) {
        return URI.create("https://bucket.example/" + key + "?put=" + size + "&type=" + contentType);
    }

    /** Every key with the media type of its object. */
    public Map<String, String> contentTypes() {
        Map<String, String> types = new java.util.TreeMap<>();
        entries.forEach((key, entry) -> types.put(key, entry.contentType()));
        return types;
    }

    private Entry entry(byte[] bytes, String contentType) {
        return new Entry(bytes.clone(), contentType, "\"" + version.incrementAndGet() + "\"");
    }
}
