package dev.frisket.segment;

/** The worker would be cut off before it could end its next step. */
final class OutOfTimeException extends Exception {
    private static final long serialVersionUID = 1L;
}
