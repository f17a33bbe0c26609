package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Logits;
import dev.frisket.segment.parallel.Parallel;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class UpsamplingTest {
    private static final Parallel CORES = new Parallel(2);
    /** Logits closer to the threshold may fall on either side, because of rounding. */
    private static final double TIE = 1e-5;

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void upsamplingEqualsTheBilinearFormula(
            @ForAll @IntRange(min = 1, max = 700) int width,
            @ForAll @IntRange(min = 1, max = 700) int height,
            @ForAll("sides") int side,
            @ForAll long seed) {
        Logits logits = random(side, seed);

        byte[] coverage = new Upsampling(width, height).apply(logits, CORES).coverage();

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = bilinear(logits, (x + 0.5) * side / width - 0.5, (y + 0.5) * side / height - 0.5);
                if (Math.abs(value) > TIE && coverage[y * width + x] != (byte) (value > 0 ? 255 : 0)) {
                    assertThat(coverage[y * width + x] & 0xff)
                            .as("at %d, %d of %s", x, y, value)
                            .isEqualTo(value > 0 ? 255 : 0);
                }
            }
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.MIXIN)
    void severalCandidatesAreUnited(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll("sides") int side,
            @ForAll("sides") int otherSide,
            @ForAll long seed) {
        Upsampling upsampling = new Upsampling(width, height);
        Logits one = random(side, seed);
        Logits other = random(otherSide, ~seed);

        assertThat(upsampling.union(List.of(one, other), CORES).coverage())
                .isEqualTo(upsampling
                        .apply(one, CORES)
                        .union(upsampling.apply(other, CORES))
                        .coverage());
        assertThat(upsampling.union(List.of(), CORES).coverage())
                .isEqualTo(Mask.empty(width, height).coverage());
    }

    /** SAM 2's side more often than others. */
    @Provide
    Arbitrary<Integer> sides() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(256)),
                Tuple.of(2, Arbitraries.integers().between(1, 400)));
    }

    private static Logits random(int side, long seed) {
        Random random = new Random(seed);
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + (float) Math.sin(i * 0.01) * 3;
        }
        return new Logits(side, values);
    }

    private static double bilinear(Logits logits, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double dx = x - left;
        double dy = y - top;
        return (1 - dy) * ((1 - dx) * at(logits, left, top) + dx * at(logits, left + 1, top))
                + dy * ((1 - dx) * at(logits, left, top + 1) + dx * at(logits, left + 1, top + 1));
    }

    private static float at(Logits logits, int x, int y) {
        return logits.values()[
                Math.max(0, Math.min(logits.side() - 1, y)) * logits.side()
                        + Math.max(0, Math.min(logits.side() - 1, x))];
    }
}
