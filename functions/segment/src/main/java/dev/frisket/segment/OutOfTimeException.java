package dev.frisket.segment;

/** The worker would be cut off before the end of its next step. */
final class OutOfTimeException extends Exception {
    private static final long serialVersionUID = 1L;
}
