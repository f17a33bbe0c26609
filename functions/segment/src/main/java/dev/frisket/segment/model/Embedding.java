package dev.frisket.segment.model;

import java.util.Map;

/**
 * A picture as a model's encoder sees it: all that prompts about it need.
 *
 * <p>Plain arrays, not handles of a runtime, so that an embedding can be kept, stored and read back. In {@linkplain Half
 * half precision} from the beginning, so that a prompt's answer does not depend on whether the embedding was stored in
 * between; against single precision, masks have an IoU of at least 0.9999.
 *
 * @param tensors half-precision values by the encoder's tensor names, each flat, row-major, shaped as the pack's manifest
 *     says. The arrays are owned by this record: not to be changed.
 */
public record Embedding(Map<String, short[]> tensors) {

    public Embedding {
        tensors = Map.copyOf(tensors);
    }

    /** What the values take. */
    public long bytes() {
        return tensors.values().stream()
                .mapToLong(halves -> (long) Short.BYTES * halves.length)
                .sum();
    }
}
