package dev.frisket.segment.model;

/**
 * A candidate mask as the decoder gives it: low-resolution logits.
 *
 * @param values logits, [256][256], row-major, unbounded; above 0 is inside. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy of each candidate would cost 256 KiB
public record Logits(float[] values) {
    /** Rows, and values in a row. */
    public static final int SIDE = 256;

    /** @throws IllegalArgumentException if there are not 256 x 256 values */
    public Logits {
        if (values.length != SIDE * SIDE) {
            throw new IllegalArgumentException("expected " + SIDE * SIDE + " logits, got " + values.length);
        }
    }
}
