package dev.frisket.segment.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.frisket.segment.parallel.Parallel;
import java.nio.FloatBuffer;

/**
 * Converts arrays to and from half precision, IEEE 754 binary16, kept in a {@code short}: Java 17 has no such type.
 *
 * <p>Each number is converted by ONNX Runtime, in parallel; its conversion of whole buffers uses one core and another
 * buffer. To widen the 4 million numbers of an embedding takes 6 ms with two cores on JDK 25, its conversion of the
 * buffer 32 ms.
 */
final class Half {
    /** The largest finite value. */
    static final float MAX = 65_504;

    /** Numbers per parallel task. */
    private static final int PART = 1 << 16;

    private Half() {}

    /** Rounds to the nearest half-precision numbers, ties to even; magnitudes above {@link #MAX} are clamped to it. */
    static short[] narrow(float[] values) {
        short[] halves = new short[values.length];
        Parallel.available().shareRanges(values.length, PART, (start, end) -> {
            for (int i = start; i < end; i++) {
                halves[i] = narrow(values[i]);
            }
        });
        return halves;
    }

    static short narrow(float value) {
        return Fp16Conversions.floatToFp16(Math.max(-MAX, Math.min(MAX, value)));
    }

    /** Writes the numbers into a buffer, from its position on. */
    static void widen(short[] halves, FloatBuffer values) {
        int first = values.position();
        Parallel.available().shareRanges(halves.length, PART, (start, end) -> {
            for (int i = start; i < end; i++) {
                values.put(first + i, widen(halves[i]));
            }
        });
        values.position(first + halves.length);
    }

    static float widen(short half) {
        return Fp16Conversions.fp16ToFloat(half);
    }
}
