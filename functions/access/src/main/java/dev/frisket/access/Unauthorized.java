package dev.frisket.access;

/** What API Gateway takes for 401: its message is this one word. Any other failure is 500. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unauthorized() {
        super("Unauthorized", null, false, false);
    }
}
