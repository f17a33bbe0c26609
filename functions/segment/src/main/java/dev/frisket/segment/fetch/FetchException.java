package dev.frisket.segment.fetch;

/** Why a picture could not be fetched: one sentence for the caller, without anything that the server said. */
public abstract sealed class FetchException extends Exception permits PermanentFetchException, TransientFetchException {

    private static final long serialVersionUID = 1;

    FetchException(String sentence) {
        super(sentence);
    }

    /** What went wrong and what to do. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
