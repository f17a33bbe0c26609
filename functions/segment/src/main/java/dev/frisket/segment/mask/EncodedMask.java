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
    /** <a href="https://www.rfc-editor.org/rfc/rfc9649#name-vp8l-format">RFC 9649</a>: sides have 14 bits. */
    private static final int LONGEST_WEBP_SIDE = 16_383;

    /** The mask in the wished format, or in PNG where WebP cannot hold its size. */
    public static EncodedMask of(Mask mask, MaskFormat wished, Parallel cores) {
        boolean tooLong = Math.max(mask.width(), mask.height()) > LONGEST_WEBP_SIDE;
        MaskFormat format = tooLong ? MaskFormat.PNG : wished;
        return new EncodedMask(
                format,
                switch (format) {
                    case PNG -> PngWriter.write(mask, cores);
                    case WEBP -> WebpWriter.write(mask, cores);
                });
    }
}
