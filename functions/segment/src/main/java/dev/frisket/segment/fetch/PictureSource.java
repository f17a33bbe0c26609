package dev.frisket.segment.fetch;

/** Where the bytes of pictures come from. */
public interface PictureSource {

    /**
     * The bytes behind an address.
     *
     * @param imageUrl as the caller sent it
     * @return at most 25 MB, whatever they are
     * @throws PermanentFetchException if trying again is of no use
     * @throws TransientFetchException if it may succeed later
     */
    byte[] fetch(String imageUrl) throws FetchException;
}
