package dev.frisket.segment.fetch;

import dev.frisket.core.artwork.PictureLimits;

/** A fetch that can never succeed. */
public final class PermanentFetchException extends FetchException {

    private static final long serialVersionUID = 1;

    PermanentFetchException(String sentence) {
        super(sentence);
    }

    static PermanentFetchException tooLarge() {
        return new PermanentFetchException(
                "The picture has more than " + PictureLimits.MAX_BYTES / 1_000_000 + " MB; send a smaller file.");
    }
}
