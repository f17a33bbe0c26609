package dev.frisket.core.objects;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A bucket that applies every conditional write and then says that its condition did not hold, as after a lost answer. */
public final class LostAnswers implements Objects {
    private final Objects behind;

    public LostAnswers(Objects behind) {
        this.behind = behind;
    }

    @Override
    public Write create(String key, byte[] bytes, String contentType) {
        behind.create(key, bytes, contentType);
        return Write.CONFLICT;
    }

    @Override
    public Write replace(String key, byte[] bytes, String contentType, String etag) {
        behind.replace(key, bytes, contentType, etag);
        return Write.CONFLICT;
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return behind.get(key);
    }

    @Override
    public boolean exists(String key) {
        return behind.exists(key);
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        behind.put(key, bytes, contentType);
    }

    @Override
    public void delete(String key) {
        behind.delete(key);
    }

    @Override
    public List<String> list(String prefix, int limit) {
        return behind.list(prefix, limit);
    }

    @Override
    public URI link(String key, Duration validity) {
        return behind.link(key, validity);
    }

    @Override
    public URI linkToPut(String key, String contentType, int size, Duration validity) {
        return behind.linkToPut(key, contentType, size, validity);
    }
}
