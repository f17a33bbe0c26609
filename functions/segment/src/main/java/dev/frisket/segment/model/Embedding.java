package dev.frisket.segment.model;

import java.util.Map;

/**
 * A picture as a model's encoder sees it: all that prompts about it need.
 *
 * <p>Plain arrays, not handles of a runtime, so that an embedding can be kept, stored and read back.
 *
 * @param tensors values by the encoder's tensor names, each flat, row-major, shaped as the pack's manifest says. The
 *     arrays are owned by this record: not to be changed.
 */
public record Embedding(Map<String, float[]> tensors) {

    public Embedding {
        tensors = Map.copyOf(tensors);
    }
}
