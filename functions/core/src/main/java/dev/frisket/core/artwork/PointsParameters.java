package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request parameters for segmentation by points.
 *
 * @param positive points inside the object; null if nothing was sent
 * @param negative points outside the object; null if nothing was sent
 * @param refinementSteps how often the best candidate is fed back, at most 10; negative counts as 0
 * @param multimask three candidate masks, else one
 * @param bestMask only the candidate with the highest predicted IoU, else all
 * @param box given to the model beside the points, which may then be absent; null if nothing was sent
 */
public record PointsParameters(
        @Nullable PointGroup positive,
        @Nullable PointGroup negative,
        int refinementSteps,
        boolean multimask,
        boolean bestMask,
        @Nullable BoxPrompt box) {
    /** Used when a request sets none of them. */
    public static final PointsParameters DEFAULTS = new PointsParameters(null, null, 0, true, true);

    /** Points without a box. */
    public PointsParameters(
            @Nullable PointGroup positive,
            @Nullable PointGroup negative,
            int refinementSteps,
            boolean multimask,
            boolean bestMask) {
        this(positive, negative, refinementSteps, multimask, bestMask, null);
    }

    /** The points inside, in the order sent. */
    public List<Point> foreground() {
        return positive == null ? List.of() : positive.points();
    }

    /** The points outside the object, in the order sent. */
    public List<Point> background() {
        return negative == null ? List.of() : negative.points();
    }
}
