package dev.frisket.segment.mask;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A picture with a mask as its alpha. Where the mask is 0, the colours of its file are 0 as well: the file is smaller, and
 * what was cut away can't be recovered from it.
 *
 * @param picture the whole picture, as displayed
 * @param mask of the picture's size
 * @param format of the file; has room for the size
 */
public record Cutout(SourceImage picture, Mask mask, MaskFormat format) {

    /** @throws IllegalArgumentException if the sizes differ, or the format has no room for them */
    public Cutout {
        if (picture.width() != mask.width() || picture.height() != mask.height()) {
            throw new IllegalArgumentException("a mask of " + mask.width() + "x" + mask.height()
                    + " is no alpha for a picture of " + picture.width() + "x" + picture.height());
        }
        if (!format.fitting(mask.width(), mask.height()).equals(format)) {
            throw new IllegalArgumentException(mask.width() + "x" + mask.height() + " is too large for " + format);
        }
    }

    /** A cut-out in the wanted format, or as PNG if that format has no room for its size. */
    public static Cutout of(SourceImage picture, Mask mask, MaskFormat wished) {
        return new Cutout(picture, mask, wished.fitting(mask.width(), mask.height()));
    }

    int width() {
        return mask.width();
    }

    int height() {
        return mask.height();
    }

    /** Writes the file: PNG exactly and band by band; WebP as a whole, with exact alpha and lossy colours. */
    public void write(Parallel cores, OutputStream file) throws IOException {
        Encoder encoder =
                switch (format) {
                    case PNG -> CutoutPng::write;
                    case WEBP -> CutoutWebp::write;
                };
        encoder.write(this, cores, file);
    }

    /** Writes a cut-out in one format. */
    @FunctionalInterface
    private interface Encoder {
        void write(Cutout cutout, Parallel cores, OutputStream file) throws IOException;
    }
}
