package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.frisket.segment.parallel.Parallel;
import java.util.Arrays;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlurTest {
    private static final Parallel CORES = new Parallel(2);

    @Property(tries = 300, edgeCases = EdgeCasesMode.MIXIN)
    void blurEqualsTheFullSum(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = -1, max = 12) int radius,
            @ForAll @DoubleRange(min = 0.1, max = 30) double sigma,
            @ForAll boolean grey,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, grey, seed);

        Mask blurred = new Blur(radius, sigma).apply(mask, CORES);

        assertThat(Differences.greatest(blurred, Reference.blurred(mask, radius, sigma)))
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.MIXIN)
    void blurAcrossTilesEqualsTheFullSum(
            @ForAll @IntRange(min = 100, max = 300) int width,
            @ForAll @IntRange(min = 100, max = 300) int height,
            @ForAll @IntRange(min = 1, max = 20) int radius,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, false, seed);

        Mask blurred = new Blur(radius, 6).apply(mask, CORES);

        assertThat(Differences.greatest(blurred, Reference.blurred(mask, radius, 6)))
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void aConstantMaskStaysAsItIs(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll @IntRange(min = 1, max = 100) int radius,
            @ForAll @DoubleRange(min = 0.1, max = 100) double sigma,
            @ForAll byte level) {
        byte[] coverage = new byte[width * height];
        Arrays.fill(coverage, level);

        Mask blurred = new Blur(radius, sigma).apply(new Mask(width, height, coverage), CORES);

        assertThat(blurred.coverage()).containsOnly(level);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.MIXIN)
    void theMeanOfAnInteriorBlobStays(
            @ForAll @IntRange(min = 1, max = 40) int radius, @ForAll @DoubleRange(min = 0.1, max = 100) double sigma) {
        Mask blob = Drawing.blob(331, 297);

        assertThat(mean(new Blur(radius, sigma).apply(blob, CORES))).isCloseTo(mean(blob), within(1.0));
    }

    @Test
    void aKernelAsWideAsTheMaskIsShrunkToAnOddHalf() {
        assertThat(new Blur(10, 1).fittingRadius(22, 40)).isEqualTo(10);
        assertThat(new Blur(10, 1).fittingRadius(40, 21)).isEqualTo(5);
        assertThat(new Blur(100, 1).fittingRadius(6, 500)).isEqualTo(1);
        assertThat(new Blur(100, 1).fittingRadius(3, 500)).isZero();
        assertThat(new Blur(-5, 1).fittingRadius(300, 300)).isZero();
    }

    private static double mean(Mask mask) {
        double sum = 0;
        for (byte sample : mask.coverage()) {
            sum += sample & 0xff;
        }
        return sum / mask.coverage().length;
    }
}
