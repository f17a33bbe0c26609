package dev.frisket.segment.model;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Converts to and from half precision, IEEE 754 binary16, kept in a {@code short}: Java 17 has no such type. */
public final class Half {
    /** The largest finite value. */
    public static final float MAX = 65_504;

    private static final float MIN_NORMAL = 0x1p-14f;
    /** Difference between the exponent biases of single and half precision. */
    private static final int BIAS = 112;

    private static final int MANTISSA_LOSS = 13;
    private static final float SCALE = 0x1p112f;
    /** Numbers per parallel task. */
    private static final int PART = 1 << 16;

    private Half() {}

    /** Rounds to the nearest half-precision numbers, ties to even; magnitudes above {@link #MAX} are clamped to it. */
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
            // Between 0.5 and 1, single precision has the same spacing as the subnormals of half precision.
            return (short) (sign | (Float.floatToRawIntBits(size + 0.5f) - Float.floatToRawIntBits(0.5f)));
        }
        int bits = Float.floatToRawIntBits(size) - (BIAS << 23);
        int even = (bits >> MANTISSA_LOSS) & 1;
        int rounding = (1 << (MANTISSA_LOSS - 1)) - 1 + even;
        return (short) (sign | ((bits + rounding) >> MANTISSA_LOSS));
    }

    /** Writes the numbers into a buffer, from its position on. */
    public static void widen(short[] halves, FloatBuffer values) {
        int start = values.position();
        inParts(halves.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                values.put(start + i, widen(halves[i]));
            }
        });
        values.position(start + halves.length);
    }

    /** Work on the indices from {@code from}, inclusive, to {@code to}, exclusive. */
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
