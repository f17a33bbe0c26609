package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;
import java.util.Arrays;

/** Dilates a plane of bits by uniting it with shifted copies; each round at most doubles the radius reached. */
final class Dilation {
    /** Rows per task of a core. */
    private static final int BAND = 64;

    private final BitPlane from;
    private final BitPlane to;
    private final int distance;

    private Dilation(BitPlane from, BitPlane to, int distance) {
        this.from = from;
        this.to = to;
        this.distance = distance;
    }

    /**
     * @param plane overwritten as scratch space
     * @param radius pixels, less than width + height
     * @param across dilate horizontally
     * @param down dilate vertically; with {@code across} the structuring element is a diamond
     */
    static BitPlane of(BitPlane plane, int radius, boolean across, boolean down, Parallel cores) {
        BitPlane from = plane;
        BitPlane to = new BitPlane(plane.width, plane.height);
        for (int reached = 0; reached < radius; ) {
            int next = Math.min(Math.max(1, 2 * reached), radius);
            Dilation round = new Dilation(from, to, next - reached);
            cores.shareRanges(plane.height, BAND, (start, end) -> round.rows(start, end, across, down));
            reached = next;
            from = round.to;
            to = round.from;
        }
        return from;
    }

    private void rows(int start, int end, boolean across, boolean down) {
        int beyond = distance / 64 + 2;
        long[] row = across ? new long[beyond + from.stride + beyond] : new long[0];
        for (int y = start; y < end; y++) {
            System.arraycopy(from.words, y * from.stride, to.words, y * from.stride, from.stride);
            if (down) {
                uniteRow(y, Math.max(0, y - distance));
                uniteRow(y, Math.min(from.height - 1, y + distance));
            }
            if (across) {
                uniteSides(y, row, beyond);
            }
        }
    }

    private void uniteRow(int y, int other) {
        int target = y * from.stride;
        int source = other * from.stride;
        for (int i = 0; i < from.stride; i++) {
            to.words[target + i] |= from.words[source + i];
        }
    }

    /** @param row scratch: the row with its outermost pixels repeated for {@code beyond} words on both sides */
    private void uniteSides(int y, long[] row, int beyond) {
        int target = y * from.stride;
        int used = from.width & 63;
        long last = from.words[target + from.stride - 1];
        long rightmost = -(last >>> (from.width - 1) & 1);
        Arrays.fill(row, 0, beyond, -(from.words[target] & 1));
        System.arraycopy(from.words, target, row, beyond, from.stride);
        Arrays.fill(row, beyond + from.stride, row.length, rightmost);
        if (used != 0) {
            row[beyond + from.stride - 1] = (last & ~(-1L << used)) | (rightmost << used);
        }
        int words = distance / 64;
        int bits = distance & 63;
        int left = beyond - words;
        int right = beyond + words;
        for (int i = 0; i < from.stride; i++) {
            long fromRight = (row[right + i] >>> bits) | (row[right + i + 1] << 1 << (63 - bits));
            long fromLeft = (row[left + i] << bits) | (row[left + i - 1] >>> 1 >>> (63 - bits));
            to.words[target + i] |= fromRight | fromLeft;
        }
    }
}
