package dev.frisket.segment.picture;

import java.io.ByteArrayOutputStream;

/** Packs numbers into bytes. */
final class BitSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean highestFirst;
    private long bits;
    private int count;

    private BitSink(boolean highestFirst) {
        this.highestFirst = highestFirst;
    }

    /** Most significant bit first, as in JPEG and TIFF. */
    static BitSink highestFirst() {
        return new BitSink(true);
    }

    /** Least significant bit first, as in WebP and GIF. */
    static BitSink lowestFirst() {
        return new BitSink(false);
    }

    /** @param length bits, at most 32 */
    BitSink put(long value, int length) {
        bits = highestFirst ? bits << length | value : bits | value << count;
        count += length;
        while (count >= Byte.SIZE) {
            count -= Byte.SIZE;
            bytes.write((int) (highestFirst ? bits >> count : bits));
            bits = highestFirst ? bits & (1L << count) - 1 : bits >>> Byte.SIZE;
        }
        return this;
    }

    /** The bytes, the last one padded with ones or, least significant bit first, with zeros. */
    byte[] toByteArray() {
        while (count > 0) {
            put(highestFirst ? 1 : 0, 1);
        }
        return bytes.toByteArray();
    }
}
