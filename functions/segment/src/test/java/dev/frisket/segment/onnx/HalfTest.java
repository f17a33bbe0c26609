package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfTest {

    @Test
    void everyNumberComesBackAsItWas() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            if ((bits & 0x7C00) != 0x7C00) { // neither infinite nor NaN
                assertThat(Half.narrow(Half.widen((short) bits))).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void numbersAreThoseOfTheStandard() {
        assertThat(Half.widen((short) 0x3C00)).isEqualTo(1f);
        assertThat(Half.widen((short) 0xC000)).isEqualTo(-2f);
        assertThat(Half.widen((short) 0x7BFF)).isEqualTo(65504f);
        assertThat(Half.widen((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(Half.widen((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Half.widen((short) 0x3555)).isEqualTo(0.33325195f);
    }

    @Test
    void betweenTwoTheNearerIsTakenAndOfEquallyNearTheEven() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            float low = Half.widen((short) bits);
            float high = Half.widen((short) (bits + 1));
            float middle = (low + high) / 2;
            assertThat(Half.narrow(middle)).isEqualTo((short) (bits % 2 == 0 ? bits : bits + 1));
            assertThat(Half.narrow(Math.nextDown(middle))).isEqualTo((short) bits);
            assertThat(Half.narrow(-Math.nextUp(middle))).isEqualTo((short) ((bits + 1) | 0x8000));
        }
    }

    @Test
    void manyNumbersComeOneAfterAnother() {
        int count = 300_001;
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i % 2_048;
        }
        FloatBuffer values = FloatBuffer.allocate(count + 1).put(-1);
        Half.widen(Half.narrow(numbers), values);

        assertThat(values.position()).isEqualTo(count + 1);
        assertThat(values.get(0)).isEqualTo(-1);
        assertThat(values.slice(1, count)).isEqualTo(FloatBuffer.wrap(numbers));
    }

    @Test
    void whatIsTooLargeBecomesTheLargest() {
        FloatBuffer values = FloatBuffer.allocate(3);
        Half.widen(Half.narrow(new float[] {1e9f, -70_000f, Float.NEGATIVE_INFINITY}), values);

        assertThat(values.array()).containsExactly(Half.MAX, -Half.MAX, -Half.MAX);
        assertThat(values.position()).isEqualTo(3);
    }

    @Test
    void allHalvesHaveTheBitsOfTheStandard() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            int exponent = bits >> 10 & 31;
            int mantissa = bits & 0x3FF;
            double size = exponent == 0
                    ? Math.scalb((double) mantissa, -24)
                    : exponent < 31
                            ? Math.scalb(1024.0 + mantissa, exponent - 25)
                            : mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            float expected = (float) (bits > 0x7FFF ? -size : size);

            // Also without the conversions of a newer JDK, which this one may not have.
            for (float widened :
                    new float[] {Half.widen((short) bits), Fp16Conversions.mlasFp16ToFloat((short) bits)}) {
                assertThat(Float.floatToIntBits(widened)).isEqualTo(Float.floatToIntBits(expected));
            }
        }
    }

    @Test
    void floatsOfAllSizesAreRoundedByTheStandard() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            // Any bits at all, subnormal halves, and halves
            float value =
                    switch (i % 3) {
                        case 0 -> Float.intBitsToFloat(random.nextInt());
                        case 1 -> (random.nextFloat() - 0.5f) * 0x1p-13f;
                        default -> (float) random.nextGaussian() * 100;
                    };
            if (Float.isNaN(value)) {
                continue;
            }
            double clamped = Math.max(-65_504.0, Math.min(65_504.0, value));
            double step = Math.scalb(1.0, Math.max(-24, Math.getExponent(clamped) - 10));
            float expected = (float) (Math.rint(clamped / step) * step);
            short half = Half.narrow(value);

            if (Float.floatToIntBits(Half.widen(half)) != Float.floatToIntBits(expected)
                    || half != Fp16Conversions.mlasFloatToFp16((float) clamped)) {
                throw new AssertionError(value + " became " + Half.widen(half) + " instead of " + expected);
            }
        }
    }

    @Test
    void whatIsNoNumberStaysNone() {
        for (int bits : new int[] {0x7F800001, 0x7FC00000, 0xFFC00000, 0x7FFFFFFF}) {
            assertThat(Half.widen(Half.narrow(Float.intBitsToFloat(bits)))).isNaN();
        }
    }
}
