package dev.frisket.segment.model;

/**
 * A candidate mask as a model gives it: low-resolution logits.
 *
 * @param side rows, and values in a row; the model's own, at least 1
 * @param values logits, [side][side], row-major, unbounded; above 0 is inside. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy of each candidate would cost 256 KiB
public record Logits(int side, float[] values) {

    /** @throws IllegalArgumentException if there are not side x side values, or none */
    public Logits {
        if (side < 1 || values.length != side * side) {
            throw new IllegalArgumentException("expected " + side + " x " + side + " logits, got " + values.length);
        }
    }
}
