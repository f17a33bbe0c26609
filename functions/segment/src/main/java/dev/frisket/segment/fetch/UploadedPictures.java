package dev.frisket.segment.fetch;

import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.store.UploadStore;

/** Reads uploaded pictures from where they are stored, never over the web. */
public final class UploadedPictures {
    private final UploadStore uploads;

    public UploadedPictures(UploadStore uploads) {
        this.uploads = uploads;
    }

    /**
     * The bytes of an upload.
     *
     * @param keyId the API key that must own the upload
     * @return at most 25 MB, not necessarily a picture
     * @throws PermanentFetchException if the upload is gone or too large
     */
    public byte[] fetch(String keyId, UploadId id) throws PermanentFetchException {
        byte[] file = uploads.find(keyId, id)
                .orElseThrow(() -> new PermanentFetchException("The uploaded picture is gone, which is kept for "
                        + UploadId.TIME_TO_LIVE.toHours() + " hours; upload it again and send a new request."));
        if (file.length > PictureLimits.MAX_BYTES) {
            throw PermanentFetchException.tooLarge();
        }
        return file;
    }
}
