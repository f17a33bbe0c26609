package dev.frisket.segment;

/** The artwork no longer belongs to this attempt: it was canceled, deleted, taken over, or has expired. */
final class LostArtworkException extends Exception {
    private static final long serialVersionUID = 1L;
}
