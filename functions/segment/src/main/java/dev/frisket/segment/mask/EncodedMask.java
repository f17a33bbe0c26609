package dev.frisket.segment.mask;

/**
 * A mask ready to be stored.
 *
 * @param format the format really used
 * @param bytes the whole file. Owned by this record: not to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record EncodedMask(MaskFormat format, byte[] bytes) {

    /** The mask in the wished format, or in PNG where that cannot hold its size. */
    public static EncodedMask of(Mask mask, MaskFormat wished, Cores cores) {
        MaskFormat format = wished.fitting(mask.width(), mask.height());
        return new EncodedMask(format, format.write(mask, cores));
    }
}
