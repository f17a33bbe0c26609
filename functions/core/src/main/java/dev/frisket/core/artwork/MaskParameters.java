package dev.frisket.core.artwork;

import org.jspecify.annotations.Nullable;

/**
 * Request parameters for post-processing each mask.
 *
 * @param expand pixels to grow (or, negative, shrink), -16384..16384
 * @param taperedCorners diamond instead of square growth
 * @param blurSigma standard deviation of the blur in pixels, 0.1..100
 * @param kernelSize blur radius in pixels, at most 100; 0 and less: no blur
 * @param fillHoles fill what the mask encloses; null if nothing was sent, which is false
 * @param largestOnly keep the largest region; null if nothing was sent, which is false
 * @param invert exchange inside and outside at last; null if nothing was sent, which is false
 */
public record MaskParameters(
        int expand,
        boolean taperedCorners,
        double blurSigma,
        int kernelSize,
        @Nullable Boolean fillHoles,
        @Nullable Boolean largestOnly,
        @Nullable Boolean invert) {
    /** When a request says nothing. */
    public static final MaskParameters DEFAULTS = new MaskParameters(0, false, 0.1, 0);

    /** Work of the first version of the API only. */
    public MaskParameters(int expand, boolean taperedCorners, double blurSigma, int kernelSize) {
        this(expand, taperedCorners, blurSigma, kernelSize, null, null, null);
    }

    /** Whether what the mask encloses is filled. */
    public boolean fillsHoles() {
        return Boolean.TRUE.equals(fillHoles);
    }

    /** Whether only the largest region is kept. */
    public boolean keepsLargestOnly() {
        return Boolean.TRUE.equals(largestOnly);
    }

    /** Whether inside and outside are exchanged at last. */
    public boolean inverts() {
        return Boolean.TRUE.equals(invert);
    }

    /** Whether anything was sent that the first version of the API did not have. */
    boolean hasAdditions() {
        return fillHoles != null || largestOnly != null || invert != null;
    }

    /** The same, a default that was sent taken for one that was not. */
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
