package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * Request parameters for segmentation by text.
 *
 * @param prompt what to find, as sent, 1..1000 code points and not blank; null if none was sent
 * @param confidence minimum score of a detection to keep, at most 1
 * @param maxDetections number of best detections to keep, -1..100; 0 and -1 keep all, at most 100
 * @param combineMasks whether to return one mask for all detections instead of one for each
 */
public record TextParameters(@Nullable String prompt, double confidence, int maxDetections, boolean combineMasks) {
    /** Used when a request sets none of them. */
    public static final TextParameters DEFAULTS = new TextParameters(null, 0.2, -1, true);
}
