package dev.frisket.segment.model;

import dev.frisket.core.artwork.Point;
import java.util.List;

/**
 * A prompt that marks an object by points on and off it.
 *
 * @param positive points on the object, in the order given
 * @param negative points off the object, in the order given; at least one point in both lists together
 * @param refinementSteps how many times the best logits are fed back, 0..10
 * @param multimask three candidates if true, otherwise one
 * @param bestMask only the candidate with the highest score (the first of equals); otherwise all, in the model's order
 */
public record PointsPrompt(
        List<Point> positive, List<Point> negative, int refinementSteps, boolean multimask, boolean bestMask) {
    /** Maximum of refinement steps; more make no visible difference. */
    public static final int MOST_REFINEMENT_STEPS = 10;

    /** @throws IllegalArgumentException if there is no point, or the number of steps is outside 0..10 */
    public PointsPrompt {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        if (positive.isEmpty() && negative.isEmpty()) {
            throw new IllegalArgumentException("a prompt needs at least one point");
        }
        if (refinementSteps < 0 || refinementSteps > MOST_REFINEMENT_STEPS) {
            throw new IllegalArgumentException("refinementSteps must be within 0..10, was " + refinementSteps);
        }
    }
}
