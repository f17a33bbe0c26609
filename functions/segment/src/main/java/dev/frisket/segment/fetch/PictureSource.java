package dev.frisket.segment.fetch;

/** Fetches the bytes of pictures. */
public interface PictureSource {

    /**
     * Fetches the bytes at an address.
     *
     * @param imageUrl as the caller sent it
     * @return at most 25 MB, not necessarily a picture
     * @throws PermanentFetchException if retrying is of no use
     * @throws TransientFetchException if a later attempt may succeed
     */
    byte[] fetch(String imageUrl) throws FetchException;
}
