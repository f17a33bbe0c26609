package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes cut-outs as PNG files of RGBA, each row with the filter that leaves the smallest differences.
 *
 * <p>"Average" suits photographs, whose noise the others add up; "up" and Paeth's filter suit drawings.
 */
final class CutoutPng {
    private static final int CHANNELS = 4;

    private final int width;
    private final byte[] rgb;
    private final byte[] alpha;

    private CutoutPng(Cutout cutout) {
        this.width = cutout.width();
        this.rgb = cutout.picture().rgb();
        this.alpha = cutout.mask().coverage();
    }

    static void write(Cutout cutout, Parallel cores, OutputStream file) throws IOException {
        CutoutPng rows = new CutoutPng(cutout);
        PngWriter.write(file, cutout.width(), cutout.height(), PngWriter.ColourType.RGBA, rows::filtered, cores);
    }

    /**
     * A filter of a row: fills {@code target} with its number and the differences from its predictions.
     *
     * <p>The rows begin with an empty pixel, so that the first pixel has a left neighbour as well.
     */
    @FunctionalInterface
    private interface RowFilter {
        void apply(byte[] row, byte[] above, byte[] target);
    }

    private static final List<RowFilter> FILTERS =
            List.of(CutoutPng::filterUp, CutoutPng::filterAverage, CutoutPng::filterPaeth);

    private byte[] filtered(int first, int end) {
        int length = 1 + width * CHANNELS;
        byte[] filtered = new byte[(end - first) * length];
        byte[] attempt = new byte[length];
        byte[] above = new byte[CHANNELS + width * CHANNELS];
        byte[] row = new byte[above.length];
        if (first > 0) {
            read(first - 1, above);
        }
        for (int y = first; y < end; y++) {
            read(y, row);
            long least = Long.MAX_VALUE;
            for (RowFilter filter : FILTERS) {
                filter.apply(row, above, attempt);
                long sum = magnitude(attempt);
                if (sum < least) {
                    least = sum;
                    System.arraycopy(attempt, 0, filtered, (y - first) * length, length);
                }
            }
            byte[] next = above;
            above = row;
            row = next;
        }
        return filtered;
    }

    /** Fills a row after its empty pixel. */
    private void read(int y, byte[] row) {
        int pixel = y * width;
        for (int i = CHANNELS; i < row.length; i += CHANNELS, pixel++) {
            byte cover = alpha[pixel];
            row[i] = cover == 0 ? 0 : rgb[3 * pixel];
            row[i + 1] = cover == 0 ? 0 : rgb[3 * pixel + 1];
            row[i + 2] = cover == 0 ? 0 : rgb[3 * pixel + 2];
            row[i + 3] = cover;
        }
    }

    private static long magnitude(byte[] filtered) {
        long sum = 0;
        for (int i = 1; i < filtered.length; i++) {
            sum += Math.abs(filtered[i]);
        }
        return sum;
    }

    private static void filterUp(byte[] row, byte[] above, byte[] target) {
        target[0] = 2;
        for (int i = CHANNELS, o = 1; i < row.length; i++, o++) {
            target[o] = (byte) (row[i] - above[i]);
        }
    }

    private static void filterAverage(byte[] row, byte[] above, byte[] target) {
        target[0] = 3;
        for (int i = CHANNELS, o = 1; i < row.length; i++, o++) {
            target[o] = (byte) (row[i] - ((row[i - CHANNELS] & 0xff) + (above[i] & 0xff)) / 2);
        }
    }

    /** Predicts by whichever neighbour is nearest to left + above - above left. */
    private static void filterPaeth(byte[] row, byte[] above, byte[] target) {
        target[0] = 4;
        for (int i = CHANNELS, o = 1; i < row.length; i++, o++) {
            int left = row[i - CHANNELS] & 0xff;
            int up = above[i] & 0xff;
            int corner = above[i - CHANNELS] & 0xff;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            int nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            target[o] = (byte) (row[i] - nearest);
        }
    }
}
