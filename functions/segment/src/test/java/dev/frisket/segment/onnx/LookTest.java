package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.picture.SourceImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookTest {
    private static final Box SMALL_IN_THE_MIDDLE = new Box(0.4, 0.4, 0.6, 0.6);

    private final List<Look> tiles = Look.tilesOf(640, 480, 300);

    @Test
    void tilesCoverThePictureAndNeighboursOverlap() {
        assertThat(tiles).hasSize(9).doesNotContain(Look.WHOLE);
        assertThat(tiles.get(0)).isEqualTo(new Look(0, 0, Look.TILE));
        assertThat(tiles.get(8).left() + Look.TILE).isCloseTo(1, within(1e-12));
        assertThat(tiles.get(1).left()).isLessThan(Look.TILE);
    }

    @Test
    void aPictureThatTheWholeShowsInFullHasNoTiles() {
        assertThat(Look.tilesOf(300, 300, 300)).isEmpty();
        assertThat(Look.tilesOf(10, 301, 300)).hasSize(9);
    }

    @Test
    void aThingInATileLiesInThePictureAndItsScoreCountsLess() {
        Detection detection =
                tiles.get(4).detection(SMALL_IN_THE_MIDDLE, 0.8, "dog").orElseThrow();

        assertThat(detection.score()).isCloseTo(0.6, within(1e-12));
        assertThat(detection.box().left()).isCloseTo(0.275 + 0.45 * 0.4, within(1e-12));
        assertThat(detection.box().bottom()).isCloseTo(0.275 + 0.45 * 0.6, within(1e-12));
        assertThat(Look.WHOLE.detection(SMALL_IN_THE_MIDDLE, 0.8, "dog"))
                .contains(new Detection(SMALL_IN_THE_MIDDLE, 0.8, "dog"));
    }

    @Test
    void ofATileOnlySmallThingsAreTaken() {
        assertThat(tiles.get(4).detection(new Box(0.1, 0.1, 0.45, 0.52), 0.8, "dog"))
                .isPresent(); // 0.35 * 0.42 * 0.45² = 0.0298
        assertThat(tiles.get(4).detection(new Box(0.1, 0.1, 0.45, 0.53), 0.8, "dog"))
                .isEmpty(); // 0.0305
    }

    @Test
    void whatAnInnerEdgeCutsIsLeftOutAndWhatThePicturesEdgeCutsIsNot() {
        Box left = new Box(0.005, 0.4, 0.2, 0.6);
        Box top = new Box(0.4, 0, 0.6, 0.2);
        Box right = new Box(0.8, 0.4, 0.995, 0.6);
        Box bottom = new Box(0.4, 0.8, 0.6, 1);

        assertThat(List.of(left, top, right, bottom))
                .allMatch(box -> seen(4, box).isEmpty());
        assertThat(List.of(left, top)).allMatch(box -> seen(0, box).isPresent());
        assertThat(List.of(right, bottom)).allMatch(box -> seen(0, box).isEmpty());
        assertThat(List.of(right, bottom)).allMatch(box -> seen(8, box).isPresent());
        assertThat(List.of(left, top)).allMatch(box -> seen(8, box).isEmpty());
        assertThat(seen(8, new Box(0.8, 0.8, 1, 1)).orElseThrow().box().right()).isEqualTo(1);
    }

    /** A picture of the same size as the square that tiles are cut from is not changed by resizing. */
    @Test
    void aTileShowsItsPartOfThePicture() {
        int side = LookPixels.largeSide(300);
        byte[] rgb = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            rgb[3 * i] = (byte) (i % side / 4);
            rgb[3 * i + 1] = (byte) (i / side / 4);
        }
        LookPixels pixels = new LookPixels(new SourceImage(side, side, rgb), 300);

        byte[] tile = pixels.of(tiles.get(5));

        assertThat(tile).hasSize(3 * 300 * 300);
        for (int i = 0; i < 300 * 300; i++) {
            assertThat(tile[3 * i]).isEqualTo((byte) ((367 + i % 300) / 4));
            assertThat(tile[3 * i + 1]).isEqualTo((byte) ((183 + i / 300) / 4));
        }
    }

    private Optional<Detection> seen(int tile, Box box) {
        return tiles.get(tile).detection(box, 0.9, "dog");
    }
}
