package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about segmenting by text.
 *
 * @param prompt what to find, as sent, 1..1000 code points and not blank; null if nothing was sent
 * @param confidence least score of a detection that is kept, at most 1
 * @param maxDetections how many of the best detections to keep, -1..100; 0 and -1: all, at most 100
 * @param combineMasks one mask of all detections, else one for each
 */
public record TextParameters(@Nullable String prompt, double confidence, int maxDetections, boolean combineMasks) {
    /** When a request says nothing. */
    public static final TextParameters DEFAULTS = new TextParameters(null, 0.2, -1, true);
}
