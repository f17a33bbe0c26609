package dev.frisket.segment.mask;

import static dev.frisket.segment.mask.Drawing.mask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.parallel.Parallel;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MorphologyTest {
    private static final Parallel CORES = new Parallel(2);

    @Test
    void taperedGrowthOfOnePixelIsADiamond() {
        Mask dot = mask(".......", ".......", "...#...", ".......", ".......");

        assertThat(Drawing.rows(new Morphology(2, true).apply(dot, CORES)))
                .containsExactly("...#...", "..###..", ".#####.", "..###..", "...#...");
    }

    @Test
    void squareGrowthOfOnePixelKeepsItsCorners() {
        Mask dot = mask("......", ".#....", "......", "......");

        assertThat(Drawing.rows(new Morphology(2, false).apply(dot, CORES)))
                .containsExactly("####..", "####..", "####..", "####..");
    }

    @Test
    void theBorderNeitherEatsNorFeeds() {
        assertThat(Drawing.rows(new Morphology(-1, false).apply(mask("###", "###", "##."), CORES)))
                .containsExactly("###", "#..", "#..");
    }

    @Test
    void growthFarBeyondThePictureIsNoSpecialCase() {
        assertThat(Drawing.rows(new Morphology(16384, true).apply(mask("#....", "....."), CORES)))
                .containsExactly("#####", "#####");
        assertThat(Drawing.rows(new Morphology(Integer.MIN_VALUE, false).apply(mask("#####", "####."), CORES)))
                .containsExactly(".....", ".....");
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.MIXIN)
    void growthEqualsTheStepByStepDefinition(
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = -40, max = 40) int steps,
            @ForAll boolean tapered,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, false, seed);

        assertThat(new Morphology(steps, tapered).apply(mask, CORES).coverage())
                .isEqualTo(Reference.grown(mask, steps, tapered).coverage());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void greyStaysGrey(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = -20, max = 20) int steps,
            @ForAll boolean tapered,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, true, seed);

        assertThat(new Morphology(steps, tapered).apply(mask, CORES).coverage())
                .isEqualTo(Reference.grown(mask, steps, tapered).coverage());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void growingTwiceIsGrowingByTheSum(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 0, max = 70) int first,
            @ForAll @IntRange(min = 0, max = 70) int second,
            @ForAll boolean tapered,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, false, seed);

        Mask twice = new Morphology(second, tapered).apply(new Morphology(first, tapered).apply(mask, CORES), CORES);

        assertThat(twice.coverage())
                .isEqualTo(new Morphology(first + second, tapered)
                        .apply(mask, CORES)
                        .coverage());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void shrinkingIsGrowingTheComplement(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 400) int steps,
            @ForAll boolean tapered,
            @ForAll boolean grey,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, grey, seed);

        Mask grown = new Morphology(steps, tapered).apply(Drawing.complement(mask), CORES);

        assertThat(new Morphology(-steps, tapered).apply(mask, CORES).coverage())
                .isEqualTo(Drawing.complement(grown).coverage());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void growingNeverRemovesAndShrinkingNeverAdds(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 400) int steps,
            @ForAll boolean tapered,
            @ForAll boolean grey,
            @ForAll long seed) {
        Mask mask = Drawing.random(width, height, grey, seed);

        assertThat(mask.union(new Morphology(steps, tapered).apply(mask, CORES)).coverage())
                .isEqualTo(new Morphology(steps, tapered).apply(mask, CORES).coverage());
        assertThat(mask.union(new Morphology(-steps, tapered).apply(mask, CORES))
                        .coverage())
                .isEqualTo(mask.coverage());
    }
}
