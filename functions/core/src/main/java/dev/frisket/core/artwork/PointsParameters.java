package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request parameters for segmentation by points.
 *
 * @param positive points inside the object; null if none were sent
 * @param negative points outside the object; null if none were sent
 * @param refinementSteps how often the best logits are fed back, at most 10; negative counts as 0
 * @param multimask whether to predict three candidate masks instead of one
 * @param bestMask whether to keep only the candidate with the highest predicted IoU instead of all
 */
public record PointsParameters(
        @Nullable PointGroup positive,
        @Nullable PointGroup negative,
        int refinementSteps,
        boolean multimask,
        boolean bestMask) {
    /** Used when a request sets none of them. */
    public static final PointsParameters DEFAULTS = new PointsParameters(null, null, 0, true, true);

    /** The points inside the object, in the order sent. */
    public List<Point> foreground() {
        return positive == null ? List.of() : positive.points();
    }

    /** The points outside the object, in the order sent. */
    public List<Point> background() {
        return negative == null ? List.of() : negative.points();
    }
}
