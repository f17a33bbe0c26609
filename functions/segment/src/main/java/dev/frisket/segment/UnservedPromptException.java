package dev.frisket.segment;

/** A prompt that no model pack in use can serve; the message is one sentence for the caller. */
public final class UnservedPromptException extends Exception {
    private static final long serialVersionUID = 1L;

    UnservedPromptException(String sentence) {
        super(sentence);
    }
}
