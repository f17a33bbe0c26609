package dev.frisket.segment.fetch;

/** A fetch that may succeed later. */
public final class PassingFetchException extends FetchException {

    private static final long serialVersionUID = 1;

    PassingFetchException(String sentence) {
        super(sentence);
    }
}
