package dev.frisket.access;

/** Makes API Gateway answer 401: the message must be this one word. Any other failure becomes 500. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unauthorized() {
        super("Unauthorized", null, false, false);
    }
}
