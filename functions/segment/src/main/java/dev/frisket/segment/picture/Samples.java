package dev.frisket.segment.picture;

import java.util.Optional;

/**
 * Decoded pixels in the colours of their file, alpha already dropped.
 *
 * @param width pixels
 * @param height pixels
 * @param colours what the channels mean
 * @param values 0..255, [height][width][channels], row-major. Owned by this record.
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once and then changed in place: a copy would cost up to 256 MB
record Samples(int width, int height, Colours colours, byte[] values) {

    Samples {
        if (values.length != (long) width * height * colours.channels()) {
            throw new IllegalArgumentException(width + "x" + height + " does not fit " + values.length + " samples");
        }
    }

    /**
     * Converts this picture to sRGB; it must not be used afterwards.
     *
     * @param profile the file's colour profile; a broken one or one for other colours is ignored, as in browsers
     */
    SourceImage toSrgb(Optional<byte[]> profile, ProcessorTime time) throws PictureException {
        Optional<ColourProfile> usable = profile.flatMap(bytes -> ColourProfile.of(bytes, colours));
        byte[] rgb = usable.isPresent() ? usable.get().toSrgb(this, time) : colours.toSrgb(values);
        return new SourceImage(width, height, rgb);
    }

    /**
     * This RGB picture on a black canvas; itself if it fills the canvas.
     *
     * @param left canvas pixels to the left of it
     * @param top canvas pixels above it
     */
    Samples at(int left, int top, int canvasWidth, int canvasHeight) {
        if (width == canvasWidth && height == canvasHeight) {
            return this;
        }
        byte[] canvas = new byte[canvasWidth * canvasHeight * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(values, y * width * 3, canvas, ((top + y) * canvasWidth + left) * 3, width * 3);
        }
        return new Samples(canvasWidth, canvasHeight, colours, canvas);
    }
}
