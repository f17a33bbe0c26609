package dev.frisket.segment.model;

import java.util.Map;

/**
 * The output of a model's image encoder: all that prompts about the picture need.
 *
 * <p>Plain arrays, not handles of a runtime, so that an embedding can be cached, stored and read back. In
 * half precision, IEEE 754 binary16, from the beginning, so that the masks do not depend on whether the embedding was
 * stored in between; compared with single precision, masks have an IoU of at least 0.9999.
 *
 * @param tensors half-precision values by the encoder's tensor names, each flat, row-major, with the shape given in the
 *     pack's manifest. The arrays are owned by this record: not to be changed.
 */
public record Embedding(Map<String, short[]> tensors) {

    public Embedding {
        tensors = Map.copyOf(tensors);
    }

    /** Size of the values, bytes. */
    public long bytes() {
        return tensors.values().stream()
                .mapToLong(halves -> (long) Short.BYTES * halves.length)
                .sum();
    }
}
