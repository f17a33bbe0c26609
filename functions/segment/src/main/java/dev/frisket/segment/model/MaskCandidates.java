package dev.frisket.segment.model;

import java.util.List;

/**
 * What the masks of a prompt are made of.
 *
 * @param found one candidate for each mask or part of the union, in the order of the results
 * @param excluded candidates whose pixels belong to no mask
 */
public record MaskCandidates(List<Candidate> found, List<Candidate> excluded) {
    public MaskCandidates {
        found = List.copyOf(found);
        excluded = List.copyOf(excluded);
    }
}
