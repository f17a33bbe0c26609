package dev.frisket.segment.mask;

import java.io.ByteArrayOutputStream;
import java.util.zip.Adler32;
import java.util.zip.Deflater;

/**
 * A part of a zlib stream, deflated independently of the others; the concatenated parts form one stream.
 *
 * @param bytes raw deflate, whole bytes
 * @param adler Adler-32 checksum of the content
 * @param length bytes of the content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PngBand(byte[] bytes, int adler, int length) {
    private static final long ADLER_BASE = 65521;

    /** @param last whether this part ends the stream; otherwise it ends at a byte boundary and the stream stays open */
    static PngBand deflated(byte[] content, int level, boolean last) {
        Adler32 adler = new Adler32();
        adler.update(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setInput(content);
            if (last) {
                deflater.finish();
            }
            byte[] some = new byte[8192];
            int count;
            do {
                count = deflater.deflate(some, 0, some.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                bytes.write(some, 0, count);
            } while (last ? !deflater.finished() : count == some.length);
        } finally {
            deflater.end();
        }
        return new PngBand(bytes.toByteArray(), (int) adler.getValue(), content.length);
    }

    /** The checksum of the preceding content, whose checksum is {@code before}, followed by this content. */
    int adlerAfter(int before) {
        int low = before & 0xffff;
        int high = before >>> 16;
        long bothLow = low + ADLER_BASE - 1 + (adler & 0xffff);
        long bothHigh = high + (adler >>> 16) + (low + ADLER_BASE - 1) * (length % ADLER_BASE);
        return (int) ((bothHigh % ADLER_BASE) << 16 | (bothLow % ADLER_BASE));
    }
}
