package dev.frisket.packs;

/** A model that could not be fetched, loaded or run; the message gives the reason and, if there is one, the remedy. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
