package dev.frisket.segment.mask;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.parallel.Parallel;

/**
 * An encoded mask, ready to be stored.
 *
 * @param format the format actually used
 * @param bytes the whole file. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record EncodedMask(MaskFormat format, byte[] bytes) {
    /** Encodes a mask in the wanted format, or as PNG if that format does not support the mask's size. */
    public static EncodedMask of(Mask mask, MaskFormat wished, Parallel cores) {
        MaskFormat format = wished.fitting(mask.width(), mask.height());
        return new EncodedMask(
                format,
                switch (format) {
                    case PNG -> PngWriter.write(mask, cores);
                    case WEBP -> WebpWriter.write(mask, cores);
                });
    }
}
