package dev.frisket.core.artwork;

/**
 * What a request says about the work on each mask.
 *
 * @param expand pixels to grow (or, negative, shrink), -16384..16384
 * @param taperedCorners diamond instead of square growth
 * @param blurSigma standard deviation of the blur in pixels, 0.1..100
 * @param kernelSize blur radius in pixels, at most 100; 0 and less: no blur
 */
public record MaskParameters(int expand, boolean taperedCorners, double blurSigma, int kernelSize) {
    /** When a request says nothing. */
    public static final MaskParameters DEFAULTS = new MaskParameters(0, false, 0.1, 0);
}
