package dev.frisket.segment.fetch;

/** A fetch that can never succeed. */
public final class PermanentFetchException extends FetchException {

    private static final long serialVersionUID = 1;

    PermanentFetchException(String sentence) {
        super(sentence);
    }
}
