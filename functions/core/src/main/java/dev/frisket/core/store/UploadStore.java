package dev.frisket.core.store;

import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The uploaded pictures, each an object named by its id and then by the API key that it belongs to. */
public final class UploadStore {
    private final Bucket objects;

    /** @param objects the data bucket */
    public UploadStore(Bucket objects) {
        this.objects = objects;
    }

    /**
     * A URL to which anyone can PUT the picture for {@code validity}.
     *
     * @param contentType required media type
     * @param size required length in bytes
     */
    public URI link(String keyId, UploadId id, String contentType, int size, Duration validity) {
        return objects.linkToPut(ObjectKeys.upload(keyId, id), contentType, size, validity);
    }

    /** The API key that the upload with this id belongs to; empty if nothing was sent, or it is gone. */
    public Optional<String> owner(UploadId id) {
        String prefix = ObjectKeys.uploads(id);
        return objects.list(prefix, 1).stream().findFirst().map(key -> key.substring(prefix.length()));
    }

    /** The picture's bytes; empty if the API key has no such upload (any more). */
    public Optional<byte[]> find(String keyId, UploadId id) {
        return objects.get(ObjectKeys.upload(keyId, id)).map(StoredObject::bytes);
    }
}
