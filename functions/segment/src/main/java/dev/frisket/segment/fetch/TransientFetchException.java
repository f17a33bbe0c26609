package dev.frisket.segment.fetch;

/** A fetch that may succeed later. */
public final class TransientFetchException extends FetchException {

    private static final long serialVersionUID = 1;

    /** @param sentence the problem and its remedy */
    public TransientFetchException(String sentence) {
        super(sentence);
    }
}
