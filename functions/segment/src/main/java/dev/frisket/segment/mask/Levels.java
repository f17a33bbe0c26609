package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;

/** Finds which of the 256 coverage levels occur in a mask. */
final class Levels {
    /** Samples per task of a core. */
    private static final int PART = 1 << 18;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Levels() {}

    static BitSet of(Mask mask, Parallel cores) {
        byte[] coverage = mask.coverage();
        BitSet levels = new BitSet(256);
        cores.shareRanges(coverage.length, PART, (start, end) -> {
            BitSet some = in(coverage, start, end);
            synchronized (levels) {
                levels.or(some);
            }
        });
        return levels;
    }

    /** Whether only 0 and 255 occur. */
    static boolean binary(BitSet levels) {
        return levels.nextSetBit(1) >= 255 || levels.nextSetBit(1) < 0;
    }

    private static BitSet in(byte[] coverage, int start, int end) {
        boolean[] seen = new boolean[256];
        int i = start;
        long last = 0;
        for (; i + 8 <= end; i += 8) {
            long eight = (long) EIGHT_BYTES.get(coverage, i);
            if (eight != last || i == start) { // most of a mask is flat
                for (int bits = 0; bits < 64; bits += 8) {
                    seen[(int) (eight >>> bits) & 0xff] = true;
                }
                last = eight;
            }
        }
        for (; i < end; i++) {
            seen[coverage[i] & 0xff] = true;
        }
        BitSet levels = new BitSet(256);
        for (int level = 0; level < 256; level++) {
            levels.set(level, seen[level]);
        }
        return levels;
    }
}
