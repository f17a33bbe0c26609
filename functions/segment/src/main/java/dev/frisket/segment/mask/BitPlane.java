package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A binary mask with one bit per pixel, so that 64 pixels are processed at once. */
final class BitPlane {
    /** Rows per task of a core. */
    private static final int BAND = 64;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = LOW_BITS << 7;

    final int width;
    final int height;
    /** Words per row; the bits from {@code width} on are undefined. */
    final int stride;
    /** [height][stride], row-major; the lowest bit is the leftmost pixel. */
    final long[] words;

    BitPlane(int width, int height) {
        this.width = width;
        this.height = height;
        this.stride = (width + 63) / 64;
        this.words = new long[Math.multiplyExact(stride, height)];
    }

    /** Sets the bits where the coverage is at least {@code level}, 1 to 255. */
    static BitPlane of(Mask mask, int level, Parallel cores) {
        BitPlane plane = new BitPlane(mask.width(), mask.height());
        cores.shareRanges(mask.height(), BAND, (start, end) -> {
            for (int y = start; y < end; y++) {
                plane.pack(mask.coverage(), y, level);
            }
        });
        return plane;
    }

    /** Writes {@code value} wherever a bit is set, and leaves the other samples unchanged. */
    void paint(byte[] coverage, int value, Parallel cores) {
        long all = LOW_BITS * value;
        cores.shareRanges(height, BAND, (start, end) -> {
            for (int y = start; y < end; y++) {
                unpack(coverage, y, all);
            }
        });
    }

    /** Inverts every bit. */
    void invert() {
        for (int i = 0; i < words.length; i++) {
            words[i] = ~words[i];
        }
    }

    private void pack(byte[] coverage, int y, int level) {
        // Added to the low seven bits of a sample, this carries into the eighth bit exactly from the level on.
        long carry = LOW_BITS * ((128 - level) & 0x7f);
        int x = 0;
        for (; x + 8 <= width; x += 8) {
            long eight = (long) EIGHT_BYTES.get(coverage, y * width + x);
            long carried = (eight & ~HIGH_BITS) + carry;
            long fromLevelOn = level <= 128 ? eight | carried : eight & carried;
            long inside = (fromLevelOn >>> 7) & LOW_BITS;
            words[y * stride + x / 64] |= ((inside * 0x0102040810204080L) >>> 56) << x; // sample x gives bit x
        }
        for (; x < width; x++) {
            long inside = (coverage[y * width + x] & 0xff) >= level ? 1 : 0;
            words[y * stride + x / 64] |= inside << x;
        }
    }

    private void unpack(byte[] coverage, int y, long all) {
        int x = 0;
        for (; x + 8 <= width; x += 8) {
            long bits = (words[y * stride + x / 64] >>> x) & 0xff;
            if (bits != 0) {
                long spread = (bits * LOW_BITS) & 0x8040201008040201L; // pixel x keeps bit x of its copy
                long inside = ((spread + ~HIGH_BITS) >>> 7) & LOW_BITS;
                long painted = inside * 0xff;
                long kept = (long) EIGHT_BYTES.get(coverage, y * width + x) & ~painted;
                EIGHT_BYTES.set(coverage, y * width + x, kept | (painted & all));
            }
        }
        for (; x < width; x++) {
            long inside = words[y * stride + x / 64] >>> x;
            if ((inside & 1) != 0) {
                coverage[y * width + x] = (byte) all;
            }
        }
    }
}
