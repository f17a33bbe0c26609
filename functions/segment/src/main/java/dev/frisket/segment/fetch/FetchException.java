package dev.frisket.segment.fetch;

/** A picture could not be fetched; the message is one sentence for the caller, without any content from the server. */
public abstract sealed class FetchException extends Exception permits PermanentFetchException, TransientFetchException {

    private static final long serialVersionUID = 1;

    FetchException(String sentence) {
        super(sentence);
    }

    /** The problem and its remedy. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
