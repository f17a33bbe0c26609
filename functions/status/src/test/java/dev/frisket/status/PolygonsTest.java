package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.shape.Rle;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PolygonsTest {
    @Test
    void anIslandInAHoleIsAPolygonOfItsOwn() {
        assertThat(polygons(
                        ".......", //
                        ".#####.", //
                        ".#...#.", //
                        ".#.#.#.", //
                        ".#...#.", //
                        ".#####.", //
                        "......."))
                .isEqualTo("[[[[1,6],[1,1],[6,1],[6,6],[1,6]],[[2,2],[2,5],[5,5],[5,2],[2,2]]],"
                        + "[[[3,4],[3,3],[4,3],[4,4],[3,4]]]]");
    }

    @Test
    void pixelsThatTouchAtACornerAreTwoPolygons() {
        assertThat(polygons("#.", ".#"))
                .isEqualTo("[[[[0,1],[0,0],[1,0],[1,1],[0,1]]],[[[1,2],[1,1],[2,1],[2,2],[1,2]]]]");
        assertThat(polygons(".#", "#."))
                .isEqualTo("[[[[0,2],[0,1],[1,1],[1,2],[0,2]]],[[[1,1],[1,0],[2,0],[2,1],[1,1]]]]");
    }

    @Test
    void aMaskWithoutPixelsHasNoPolygons() {
        assertThat(polygons("...", "...")).isEqualTo("[]");
    }

    @Test
    void aFullMaskIsOneRectangleHoweverLarge() {
        Rle full = new Rle(16384, 16384, new int[] {0, 16384 * 16384});

        assertThat(Polygons.trace(full, 1000)).contains("[[[[0,16384],[0,0],[16384,0],[16384,16384],[0,16384]]]]");
    }

    @Test
    void aTextLongerThanAllowedIsGivenUp() {
        String text = polygons("#.", ".#");
        Rle rle = Rle.of(2, 2, new byte[] {-1, 0, 0, -1});

        assertThat(Polygons.trace(rle, text.length())).contains(text);
        assertThat(Polygons.trace(rle, text.length() - 1)).isEmpty();
        assertThat(Polygons.trace(rle, 1)).isEmpty();
    }

    /** A cost that grows faster than the number of runs would not end within the hour. */
    @Test
    void aCombOfMillionsOfRunsIsTraced() {
        int side = 3000;
        byte[] comb = new byte[side * side];
        for (int i = 0; i < comb.length; i++) {
            boolean tooth = i / side % 2 == 0;
            comb[i] = (byte)
                    (tooth || i % side == side - 1 ? 255 : 0); // the teeth meet at the right, where the sweep ends
        }

        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(5), () -> {
            String text = FilledPolygons.trace(side, side, comb);
            int corners = 4 * (side / 2) + 2;
            assertThat(text.chars().filter(character -> character == '[').count())
                    .isEqualTo(3 + corners + 1);
        });
    }

    private static String polygons(String... rows) {
        int width = rows[0].length();
        byte[] coverage = new byte[width * rows.length];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (rows[i / width].charAt(i % width) == '#' ? 255 : 0);
        }
        return FilledPolygons.trace(width, rows.length, coverage);
    }
}
