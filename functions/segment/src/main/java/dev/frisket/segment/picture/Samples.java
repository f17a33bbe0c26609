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
     * The same picture in sRGB; uses this one up.
     *
     * @param profile what the file says of its colours; one that is broken or of other colours is ignored, as browsers do
     */
    SourceImage toSrgb(Optional<byte[]> profile, ProcessorTime time) throws PictureException {
        Optional<ColourProfile> usable = profile.flatMap(bytes -> ColourProfile.of(bytes, colours));
        byte[] rgb = usable.isPresent() ? usable.get().toSrgb(this, time) : colours.toSrgb(values);
        return new SourceImage(width, height, rgb);
    }

    /**
     * This picture, of RGB, on a black canvas; itself if it fills that.
     *
     * @param left pixels, of the canvas, to the left of it
     * @param top pixels, of the canvas, above it
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
