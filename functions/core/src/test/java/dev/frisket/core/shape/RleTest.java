package dev.frisket.core.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The strings were made with pycocotools 2.0.11. */
class RleTest {
    @Test
    void theStringIsThatOfCocosEncoder() {
        assertThat(counts(".....", ".##..", ".###.", ".....")).isEqualTo("52201O2");
        assertThat(counts(".#.#.", "#.#.#", ".#.#.")).isEqualTo("111000000000000");
    }

    @Test
    void aMaskWithoutOutsideBeginsWithARunOfNothing() {
        assertThat(counts("####", "####", "####")).isEqualTo("0<");
        assertThat(counts("....", "....", "....")).isEqualTo("<");
    }

    /** A cost that grows faster than the number of pixels and runs would not end within the hour. */
    @Test
    void noiseOfMillionsOfRunsIsEncodedAndDecoded() {
        byte[] noise = new byte[4_000_000];
        new Random(4).nextBytes(noise);

        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            Rle rle = Rle.of(2000, 2000, noise);
            assertThat(rle.runs()).hasSizeGreaterThan(1_900_000);
            assertThat(Rle.parse(2000, 2000, rle.counts()).runs()).isEqualTo(rle.runs());
        });
    }

    private static String counts(String... rows) {
        int width = rows[0].length();
        byte[] coverage = new byte[width * rows.length];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (rows[i / width].charAt(i % width) == '#' ? 128 : 127);
        }
        return Rle.of(width, rows.length, coverage).counts();
    }
}
