package dev.frisket.segment.mask;

import dev.frisket.core.artwork.MaskFormat;

/**
 * A mask ready to be stored.
 *
 * @param format the format really used
 * @param bytes the whole file. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record EncodedMask(MaskFormat format, byte[] bytes) {
    /** The mask in the wished format, or in PNG where that cannot hold its size. */
    public static EncodedMask of(Mask mask, MaskFormat wished, Parallel cores) {
        boolean fits = Math.max(mask.width(), mask.height()) <= wished.longestSide();
        MaskFormat format = fits ? wished : MaskFormat.PNG;
        return new EncodedMask(
                format,
                switch (format) {
                    case PNG -> PngWriter.write(mask, cores);
                    case WEBP -> WebpWriter.write(mask, cores);
                });
    }
}
