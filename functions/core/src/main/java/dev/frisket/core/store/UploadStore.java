package dev.frisket.core.store;

import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The pictures that callers sent in, each an object named by its id and then by the API key that it belongs to. */
public final class UploadStore {
    private final Bucket objects;

    /** @param objects the data bucket */
    public UploadStore(Bucket objects) {
        this.objects = objects;
    }

    /**
     * An address that takes the picture from anybody, by PUT, for {@code validity}.
     *
     * @param contentType the media type that must be sent with it
     * @param size the bytes that it must have
     */
    public URI link(String keyId, UploadId id, String contentType, int size, Duration validity) {
        return objects.linkToPut(ObjectKeys.upload(keyId, id), contentType, size, validity);
    }

    /** The API key that the upload of this id belongs to; empty if nothing was sent, or it is gone. */
    public Optional<String> owner(UploadId id) {
        String prefix = ObjectKeys.uploads(id);
        return objects.list(prefix, 1).stream().findFirst().map(key -> key.substring(prefix.length()));
    }

    /** The picture's bytes; empty if an API key has no such upload (any more). */
    public Optional<byte[]> find(String keyId, UploadId id) {
        return objects.get(ObjectKeys.upload(keyId, id)).map(StoredObject::bytes);
    }
}
