package dev.frisket.segment.picture;

/** A picture that can never be segmented; the message is one sentence for the caller. */
public final class PictureException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param sentence the problem and its remedy */
    public PictureException(String sentence) {
        super(sentence);
    }

    PictureException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The problem and its remedy. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
