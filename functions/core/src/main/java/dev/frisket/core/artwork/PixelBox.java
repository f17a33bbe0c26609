package dev.frisket.core.artwork;

/**
 * An upright rectangle in the picture as displayed, in pixels, possibly fractions of them.
 *
 * @param x left edge, at least 0
 * @param y upper edge, at least 0
 * @param width above 0
 * @param height above 0
 */
public record PixelBox(double x, double y, double width, double height) {}
