package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request parameters for segmentation by boxes.
 *
 * @param boxes what to mask, in the order sent, at most 100; empty if nothing was sent
 * @param combine one mask for all boxes, else one for each; null if nothing was sent
 */
public record BoxesParameters(List<BoxPrompt> boxes, @Nullable Boolean combine) {
    /** Used when a request sets none of them. */
    public static final BoxesParameters DEFAULTS = new BoxesParameters(List.of(), null);

    public BoxesParameters {
        boxes = List.copyOf(boxes);
    }

    /** Whether there is one mask for all boxes instead of one for each. */
    public boolean combineMasks() {
        return combine != null && combine;
    }

    /** A copy in which defaults that were sent count as not sent. */
    BoxesParameters withoutSentDefaults() {
        return combineMasks() ? this : new BoxesParameters(boxes, null);
    }
}
