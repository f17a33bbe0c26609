package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.segment.mask.Mask;
import dev.frisket.segment.parallel.Parallel;
import org.junit.jupiter.api.Test;

class MaskWorkTest {
    /** A square with a hole, and beside it a dot that growth by 1 would unite with it. */
    private static Mask drawing() {
        String rows = "........." + ".#####..." + ".#####..." + ".##.##.#." + ".#####..." + ".#####..." + ".........";
        byte[] coverage = new byte[rows.length()];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (rows.charAt(i) == '#' ? 255 : 0);
        }
        return new Mask(9, 7, coverage);
    }

    @Test
    void holesAreFilledAndTheLargestIsChosenBeforeTheMaskShrinks() {
        Mask finished = finished(new MaskParameters(-1, false, 0.1, 0, true, true, null));

        assertThat(inside(finished)).isEqualTo(9);
        assertThat(inside(finished(new MaskParameters(-1, false, 0.1, 0)))).isZero();
    }

    @Test
    void theLargestIsChosenBeforeTheMaskGrows() {
        Mask largest = finished(new MaskParameters(1, false, 0.1, 0, null, true, null));

        assertThat(largest.coverage()[3 * 9 + 8]).isZero();
        assertThat(inside(largest)).isEqualTo(49);
    }

    @Test
    void aMaskIsInvertedAfterTheBlur() {
        Mask blurred = finished(new MaskParameters(1, false, 2, 1));
        Mask inverted = finished(new MaskParameters(1, false, 2, 1, null, null, true));

        for (int i = 0; i < blurred.coverage().length; i++) {
            assertThat(inverted.coverage()[i] & 0xff).isEqualTo(255 - (blurred.coverage()[i] & 0xff));
        }
    }

    @Test
    void nothingFoundInvertedIsEverything() {
        MaskParameters work = new MaskParameters(0, false, 0.1, 0, true, true, true);

        assertThat(Pipeline.finished(Mask.empty(5, 4), work, Parallel.available())
                        .coverage())
                .containsOnly((byte) 255);
    }

    @Test
    void theWorkerDoesWhatWasSent() throws Exception {
        MaskParameters work = new MaskParameters(0, false, 0.1, 0, null, null, true);
        WorkerFixture worker = new WorkerFixture(Artworks.worked("key1", TestBackend.NOW, work));

        assertThat(worker.done(WorkerFixture.PICTURE, 1)).isTrue();
        var mask = worker.onlyMask();
        assertThat(mask.getRaster().getSample(32, 24, 0)).isZero();
        assertThat(mask.getRaster().getSample(0, 0, 0)).isEqualTo(255);
    }

    private static Mask finished(MaskParameters work) {
        return Pipeline.finished(drawing(), work, Parallel.available());
    }

    private static int inside(Mask mask) {
        int inside = 0;
        for (byte sample : mask.coverage()) {
            inside += sample != 0 ? 1 : 0;
        }
        return inside;
    }
}
