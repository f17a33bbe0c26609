package dev.frisket.segment.model;

import dev.frisket.core.artwork.PromptWords;
import java.util.List;

/**
 * What a detector has found for a prompt.
 *
 * @param found what was asked for: the best first, of equal scores in the model's order; none covers much the same place
 *     as a better one
 * @param excluded what must not be masked, ordered likewise; may cover the same places as {@code found}
 * @param words what the prompt's words were taken for
 */
public record Detections(List<Detection> found, List<Detection> excluded, PromptWords words) {
    public Detections {
        found = List.copyOf(found);
        excluded = List.copyOf(excluded);
    }
}
