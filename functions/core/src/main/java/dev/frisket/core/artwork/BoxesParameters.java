package dev.frisket.core.artwork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about segmenting by boxes.
 *
 * @param boxes what to mask, in the order sent, at most 100; empty if nothing was sent
 * @param combine one mask of all boxes, else one for each; null if nothing was sent
 */
public record BoxesParameters(List<BoxPrompt> boxes, @Nullable Boolean combine) {
    /** When a request says nothing. */
    public static final BoxesParameters DEFAULTS = new BoxesParameters(List.of(), null);

    public BoxesParameters {
        boxes = List.copyOf(boxes);
    }

    /** Whether there is one mask of all boxes, not one for each. */
    public boolean combineMasks() {
        return combine != null && combine;
    }

    /** The same, a default that was sent taken for one that was not. */
    BoxesParameters withoutSentDefaults() {
        return combineMasks() ? this : new BoxesParameters(boxes, null);
    }
}
