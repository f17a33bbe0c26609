package dev.frisket.segment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
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
}
