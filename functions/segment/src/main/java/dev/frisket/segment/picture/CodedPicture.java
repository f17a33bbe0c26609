package dev.frisket.segment.picture;

import java.io.IOException;
import java.util.Optional;

/**
 * A picture whose container has been read, but whose pixels have not been decoded.
 *
 * @param width pixels as stored, before orientation; to be checked
 * @param height pixels as stored, before orientation; to be checked
 * @param profile an ICC profile, unchecked
 * @param orientation how to turn the stored picture for display
 * @param pixels decodes it; to be called only after the size has been checked
 */
record CodedPicture(int width, int height, Optional<byte[]> profile, Orientation orientation, Pixels pixels) {

    /** Decodes the pixels. */
    @FunctionalInterface
    interface Pixels {
        Samples decode(ProcessorTime time) throws IOException, PictureException;

        /** Decodes fewer pixels where that is faster, but at least {@code enough} on both sides. */
        default Samples draft(int enough, ProcessorTime time) throws IOException, PictureException {
            return decode(time);
        }
    }

    SourceImage decode() throws IOException, PictureException {
        ProcessorTime time = time();
        return displayed(pixels.decode(time), time);
    }

    ReducedPicture draft(int enough) throws IOException, PictureException {
        ProcessorTime time = time();
        boolean turned = orientation.swapsSides();
        return new ReducedPicture(
                turned ? height : width, turned ? width : height, displayed(pixels.draft(enough, time), time));
    }

    private ProcessorTime time() {
        return ProcessorTime.forPixels((long) width * height);
    }

    private SourceImage displayed(Samples stored, ProcessorTime time) throws PictureException {
        return orientation.apply(stored.toSrgb(profile, time));
    }
}
