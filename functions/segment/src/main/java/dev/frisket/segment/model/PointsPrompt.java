package dev.frisket.segment.model;

import dev.frisket.core.artwork.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object to mask, given by points on and off it, and perhaps by a box around it.
 *
 * @param positive points on the object, in the order given
 * @param negative points off the object, in the order given; together with the positive ones at least one, or
 *     none if there is a box
 * @param refinementSteps how many times the best logits are fed back, 0..10
 * @param multimask three candidates if true, else one
 * @param bestMask only the candidate with the highest score (of equals the first), else all, in the model's order
 * @param box around it, which limits nothing by force; null for none
 */
public record PointsPrompt(
        List<Point> positive,
        List<Point> negative,
        int refinementSteps,
        boolean multimask,
        boolean bestMask,
        @Nullable Box box) {
    /** More steps than this change nothing that an eye could see. */
    public static final int MAX_REFINEMENT_STEPS = 10;

    /** Points without a box. */
    public PointsPrompt(
            List<Point> positive, List<Point> negative, int refinementSteps, boolean multimask, boolean bestMask) {
        this(positive, negative, refinementSteps, multimask, bestMask, null);
    }

    /** @throws IllegalArgumentException if there is neither a point nor a box, or the number of steps is outside 0..10 */
    public PointsPrompt {
        positive = List.copyOf(positive);
        negative = List.copyOf(negative);
        if (positive.isEmpty() && negative.isEmpty() && box == null) {
            throw new IllegalArgumentException("a prompt needs at least one point, or a box");
        }
        if (refinementSteps < 0 || refinementSteps > MAX_REFINEMENT_STEPS) {
            throw new IllegalArgumentException("refinementSteps must be within 0..10, was " + refinementSteps);
        }
    }
}
