package dev.frisket.segment.model;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Numbers in half precision, IEEE 754 binary16: Java 17 has no such type, so their bits stand in a {@code short}. */
public final class Half {
    /** The largest in size. */
    public static final float MAX = 65_504;

    private static final float MIN_NORMAL = 0x1p-14f;
    /** By how much the exponents of single precision begin lower. */
    private static final int BIAS = 112;

    private static final int MANTISSA_LOSS = 13;
    private static final float SCALE = 0x1p112f;
    /** Numbers that one core converts at a time. */
    private static final int PART = 1 << 16;

    private Half() {}

    /** The nearest half-precision numbers, of two equally near the even one; what is larger than {@link #MAX} becomes that. */
    public static short[] narrow(float[] values) {
        short[] halves = new short[values.length];
        inParts(values.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                halves[i] = narrow(values[i]);
            }
        });
        return halves;
    }

    static short narrow(float value) {
        int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
        float size = Math.min(Math.abs(value), MAX);
        if (size < MIN_NORMAL) {
            // Beside a half, single precision is as coarse as the smallest numbers of half precision.
            return (short) (sign | (Float.floatToRawIntBits(size + 0.5f) - Float.floatToRawIntBits(0.5f)));
        }
        int bits = Float.floatToRawIntBits(size) - (BIAS << 23);
        int even = (bits >> MANTISSA_LOSS) & 1;
        int rounding = (1 << (MANTISSA_LOSS - 1)) - 1 + even;
        return (short) (sign | ((bits + rounding) >> MANTISSA_LOSS));
    }

    /** Puts the numbers into a buffer, from its position on. */
    public static void widen(short[] halves, FloatBuffer values) {
        int start = values.position();
        inParts(halves.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                values.put(start + i, widen(halves[i]));
            }
        });
        values.position(start + halves.length);
    }

    /** Work on indices from the first one to before the second. */
    @FunctionalInterface
    private interface Part {
        void work(int from, int to);
    }

    private static void inParts(int length, Part part) {
        IntStream.range(0, (length + PART - 1) / PART)
                .parallel()
                .forEach(i -> part.work(i * PART, Math.min(length, (i + 1) * PART)));
    }

    static float widen(short half) {
        float size = Float.intBitsToFloat((half & 0x7FFF) << MANTISSA_LOSS) * SCALE;
        return half < 0 ? -size : size;
    }
}
