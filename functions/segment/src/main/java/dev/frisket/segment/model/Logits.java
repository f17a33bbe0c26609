package dev.frisket.segment.model;

/**
 * The low-resolution logits of a candidate mask, as a model returns them.
 *
 * @param side rows, and values per row; determined by the model, at least 1
 * @param values logits, [side][side], row-major, unbounded; above 0 is inside. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy of each candidate would cost 256 KiB
public record Logits(int side, float[] values) {

    /** @throws IllegalArgumentException if the number of values is not side x side, or is 0 */
    public Logits {
        if (side < 1 || values.length != side * side) {
            throw new IllegalArgumentException("expected " + side + " x " + side + " logits, got " + values.length);
        }
    }
}
