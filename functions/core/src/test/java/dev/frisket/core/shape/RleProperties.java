package dev.frisket.core.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.artwork.PixelBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Compares encodings of random masks, drawn in rows, with a walk over their columns, one pixel at a time. */
class RleProperties {
    @Property(tries = 3000)
    void theRunsAreThoseOfTheColumns(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 0, max = 20) int change,
            @ForAll Random random) {
        byte[] coverage = RandomMasks.coverage(width, height, change, random);

        Rle rle = Rle.of(width, height, coverage);

        assertThat(rle.runs()).isEqualTo(runs(width, height, coverage));
        assertThat(Rle.parse(width, height, rle.counts()).runs()).isEqualTo(rle.runs());
        checkAreaAndBox(rle, coverage);
    }

    private static void checkAreaAndBox(Rle rle, byte[] coverage) {
        int area = 0;
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < coverage.length; i++) {
            if ((coverage[i] & 0xff) >= 128) {
                area++;
                left = Math.min(left, i % rle.width());
                right = Math.max(right, i % rle.width());
                top = Math.min(top, i / rle.width());
                bottom = Math.max(bottom, i / rle.width());
            }
        }
        assertThat(rle.area()).isEqualTo(area);
        assertThat(rle.box()).isEqualTo(area == 0 ? null : new PixelBox(left, top, right + 1 - left, bottom + 1 - top));
    }

    private static int[] runs(int width, int height, byte[] coverage) {
        List<Integer> runs = new ArrayList<>();
        boolean inside = false;
        int run = 0;
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                if ((coverage[y * width + x] & 0xff) >= 128 != inside) {
                    runs.add(run);
                    run = 0;
                    inside = !inside;
                }
                run++;
            }
        }
        runs.add(run);
        return runs.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Any text is either refused or read as runs that fill the mask, each above 0 but the first. */
    @Property(tries = 5000)
    void whatIsNoEncodingIsRefused(@ForAll @IntRange(min = 0, max = 20) int length, @ForAll Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' - 1 + random.nextInt(66)));
        }
        Rle rle;
        try {
            rle = Rle.parse(7, 5, text.toString());
        } catch (IllegalArgumentException refused) {
            return;
        }
        int total = 0;
        for (int i = 0; i < rle.runs().length; i++) {
            assertThat(rle.runs()[i]).isGreaterThanOrEqualTo(i == 0 ? 0 : 1);
            total += rle.runs()[i];
        }
        assertThat(total).isEqualTo(35);
    }

    @Property(tries = 200)
    void aTruncatedEncodingIsRefused(@ForAll Random random) {
        byte[] coverage = RandomMasks.coverage(40, 30, 3, random);
        String counts = Rle.of(40, 30, coverage).counts();

        assertThatThrownBy(() -> Rle.parse(40, 30, counts.substring(0, counts.length() - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rle.parse(40, 31, counts)).isInstanceOf(IllegalArgumentException.class);
    }
}
