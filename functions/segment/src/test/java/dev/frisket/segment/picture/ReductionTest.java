package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionTest {
    /** Width and height, minimum pixels of each side, and the reduction. */
    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 1024, 2",
        "3000, 4000, 1024, 2",
        "8000, 6000, 1024, 4",
        "8192, 8192, 1024, 8",
        "8191, 8191, 1024, 4",
        "2048, 2048, 1024, 2",
        "2047, 8000, 1024, 1",
        "65535, 8, 1024, 1",
        "1, 1, 1, 1",
    })
    void bothSidesKeepEnough(int width, int height, int enough, int reduction) {
        assertThat(Reduction.of(width, height, enough)).isEqualTo(reduction);
    }

    @ParameterizedTest
    @CsvSource({"16, 4, 4", "17, 4, 5", "19, 4, 5", "20, 4, 5", "3, 8, 1"})
    void sidesAreRoundedUp(int pixels, int reduction, int side) {
        assertThat(Reduction.side(pixels, reduction)).isEqualTo(side);
    }
}
