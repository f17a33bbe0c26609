package dev.frisket.segment;

/** The artwork is no longer this attempt's: it was canceled, taken over, or has expired. */
final class LostArtworkException extends Exception {
    private static final long serialVersionUID = 1L;
}
