package dev.frisket.segment.picture;

/**
 * A picture, and as many of its pixels as somebody wanted to look at.
 *
 * @param width of the picture as displayed, pixels, at least 1
 * @param height of the picture as displayed, pixels, at least 1
 * @param image the whole picture, with as many pixels or fewer
 */
public record ReducedPicture(int width, int height, SourceImage image) {}
