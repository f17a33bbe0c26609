package dev.frisket.segment.model;

import dev.frisket.core.artwork.PromptWords;
import java.util.List;

/**
 * What the masks of a text prompt are made of.
 *
 * @param found one candidate for each mask or part of the union, in the order of the results
 * @param detections what each candidate found masks, in the same order
 * @param excluded candidates whose pixels belong to no mask
 * @param words what the prompt's words were taken for
 */
public record MaskCandidates(
        List<Candidate> found, List<Detection> detections, List<Candidate> excluded, PromptWords words) {
    /** @throws IllegalArgumentException unless there is a detection for each candidate found */
    public MaskCandidates {
        found = List.copyOf(found);
        detections = List.copyOf(detections);
        excluded = List.copyOf(excluded);
        if (found.size() != detections.size()) {
            throw new IllegalArgumentException(detections.size() + " detections of " + found.size() + " candidates");
        }
    }
}
