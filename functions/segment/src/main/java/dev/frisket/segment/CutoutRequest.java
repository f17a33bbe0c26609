package dev.frisket.segment;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.segment.mask.Cutout;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish for cut-outs of all masks of a picture.
 *
 * @param picture the whole picture; it stays in memory until the last mask is finished
 * @param format used unless the picture is too large for it
 */
record CutoutRequest(SourceImage picture, MaskFormat format) {
    /** Maximum number of pixels of all cut-outs of an artwork. */
    static final long MAX_PIXELS = 256_000_000;

    private static final double PIXELS_PER_MEGAPIXEL = 1e6;

    /**
     * What a request asks for; null if it asks for no cut-outs.
     *
     * @param masks how many there will be
     * @throws PictureException if the cut-outs would have too many pixels, or the picture can't be decoded in full
     */
    static @Nullable CutoutRequest of(Parameters parameters, LazyPicture picture, int masks) throws PictureException {
        Optional<MaskFormat> format = parameters.cutoutFileFormat();
        if (format.isEmpty()) {
            return null;
        }
        checkSize(masks, picture.width(), picture.height());
        return new CutoutRequest(picture.whole(), format.get());
    }

    /** @throws PictureException if so many cut-outs of that size have too many pixels */
    static void checkSize(int masks, int width, int height) throws PictureException {
        long pixels = (long) masks * width * height;
        if (pixels > MAX_PIXELS) {
            // Rounded up, so that it is more than the limit.
            throw new PictureException("The cut-outs of " + masks + " masks of " + width + " x " + height
                    + " pixels have " + (long) Math.ceil(pixels / PIXELS_PER_MEGAPIXEL)
                    + " megapixels, more than 256; send a smaller picture, request fewer masks or leave out"
                    + " cutoutFormat.");
        }
    }

    /** The cut-out of a mask after all work on it. */
    Cutout of(Mask mask) {
        return Cutout.of(picture, mask, format);
    }
}
