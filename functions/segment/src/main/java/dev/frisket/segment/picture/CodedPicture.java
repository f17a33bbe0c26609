package dev.frisket.segment.picture;

import java.io.IOException;
import java.util.Optional;

/**
 * A picture of which everything but the pixels was read.
 *
 * @param width pixels as stored, before orientation; to be checked
 * @param height pixels as stored, before orientation; to be checked
 * @param profile an ICC profile, unchecked
 * @param orientation how to turn the stored picture for display
 * @param pixels decodes it; to be called only once the size was checked
 */
record CodedPicture(int width, int height, Optional<byte[]> profile, Orientation orientation, Pixels pixels) {

    /** The work that is left. */
    @FunctionalInterface
    interface Pixels {
        Samples decode() throws IOException, PictureException;
    }

    Samples decode() throws IOException, PictureException {
        return pixels.decode();
    }
}
