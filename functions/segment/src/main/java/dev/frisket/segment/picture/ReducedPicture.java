package dev.frisket.segment.picture;

/**
 * A picture decoded at full or reduced resolution, with its full size.
 *
 * @param width of the picture as displayed, pixels, at least 1
 * @param height of the picture as displayed, pixels, at least 1
 * @param image the whole picture, at this size or smaller
 */
public record ReducedPicture(int width, int height, SourceImage image) {}
