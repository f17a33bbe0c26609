package dev.frisket.segment.picture;

/**
 * A decoded picture as displayed: orientation applied, sRGB, without alpha.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb samples 0..255, [height][width][3], row-major. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy would cost up to 192 MB
public record SourceImage(int width, int height, byte[] rgb) {

    /** @throws IllegalArgumentException if a side is below 1 or the number of samples does not match */
    public SourceImage {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(width + "x" + height + " does not fit " + rgb.length + " samples");
        }
    }
}
