package dev.frisket.core.artwork;

/**
 * Request parameters for post-processing each mask.
 *
 * @param expand pixels to grow (or, negative, shrink), -16384..16384
 * @param taperedCorners diamond instead of square growth
 * @param blurSigma standard deviation of the blur in pixels, 0.1..100
 * @param kernelSize blur radius in pixels, at most 100; 0 or less disables the blur
 */
public record MaskParameters(int expand, boolean taperedCorners, double blurSigma, int kernelSize) {
    /** Used when a request sets none of them. */
    public static final MaskParameters DEFAULTS = new MaskParameters(0, false, 0.1, 0);
}
