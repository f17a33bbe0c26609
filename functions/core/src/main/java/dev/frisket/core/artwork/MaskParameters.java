package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * Request parameters for post-processing each mask.
 *
 * @param expand pixels to grow (or, negative, shrink), -16384..16384
 * @param taperedCorners diamond instead of square growth
 * @param blurSigma standard deviation of the blur in pixels, 0.1..100
 * @param kernelSize blur radius in pixels, at most 100; 0 and less: no blur
 * @param fillHoles fill the holes of the mask; null if nothing was sent, which is false
 * @param largestOnly keep the largest region; null if nothing was sent, which is false
 * @param invert swap inside and outside as the last step; null if nothing was sent, which is false
 */
public record MaskParameters(
        int expand,
        boolean taperedCorners,
        double blurSigma,
        int kernelSize,
        @Nullable Boolean fillHoles,
        @Nullable Boolean largestOnly,
        @Nullable Boolean invert) {
    /** Used when a request sets none of them. */
    public static final MaskParameters DEFAULTS = new MaskParameters(0, false, 0.1, 0);

    /** Without the properties that the first version of the API did not have. */
    public MaskParameters(int expand, boolean taperedCorners, double blurSigma, int kernelSize) {
        this(expand, taperedCorners, blurSigma, kernelSize, null, null, null);
    }

    /** Whether the holes of the mask are filled. */
    public boolean fillsHoles() {
        return Boolean.TRUE.equals(fillHoles);
    }

    /** Whether only the largest region is kept. */
    public boolean keepsLargestOnly() {
        return Boolean.TRUE.equals(largestOnly);
    }

    /** Whether inside and outside are swapped as the last step. */
    public boolean inverts() {
        return Boolean.TRUE.equals(invert);
    }

    /** Whether anything was sent that the first version of the API did not have. */
    boolean hasAdditions() {
        return fillHoles != null || largestOnly != null || invert != null;
    }

    /** A copy in which defaults that were sent count as not sent. */
    MaskParameters withoutSentDefaults() {
        return new MaskParameters(
                expand,
                taperedCorners,
                blurSigma,
                kernelSize,
                fillsHoles() ? fillHoles : null,
                keepsLargestOnly() ? largestOnly : null,
                inverts() ? invert : null);
    }
}
