package dev.frisket.core.shape;

import dev.frisket.core.artwork.PixelBox;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pixels inside a mask as COCO's run-length encoding: the lengths of runs that alternate between outside and inside,
 * column by column from the left, each from the top. A run may go on in the next column.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param runs lengths, each above 0 but the first, which is outside and may be 0; their sum is width times height. Owned
 *     by this record: not to be changed.
 * @see <a href="https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.c">COCO's encoder</a>
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only
public record Rle(int width, int height, int[] runs) {
    /** Least coverage of a pixel inside: the highest bit of its sample is set. */
    public static final int MIN_INSIDE = 128;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Columns that are read together: as many bytes as a cache line of the row-major mask. */
    private static final int COLUMNS = 64;

    // A number is written in groups of five bits, the lowest first, as characters from '0' on.
    private static final int GROUP_BITS = 5;
    private static final int GROUP = 0x1f;
    private static final int SIGN = 0x10;
    private static final int MORE = 0x20;
    private static final char ZERO = '0';

    /**
     * Encodes a mask.
     *
     * <p>Rows are compared with the row above, eight pixels at a time, so the cost is that of reading the mask once plus
     * that of writing the runs.
     *
     * @param coverage samples of 0..255, of which {@value #MIN_INSIDE} and more are inside; [height][width], row-major
     */
    public static Rle of(int width, int height, byte[] coverage) {
        Runs runs = new Runs();
        Edges[] edges = new Edges[COLUMNS];
        Arrays.setAll(edges, i -> new Edges());
        for (int left = 0; left < width; left += COLUMNS) {
            int columns = Math.min(COLUMNS, width - left);
            findEdges(coverage, width, height, left, columns, edges);
            for (int column = 0; column < columns; column++) {
                int top = (left + column) * height;
                Edges found = edges[column];
                for (int i = 0; i < found.count; i++) {
                    runs.turn(top + found.rows[i]);
                }
                if (found.count % 2 == 1) {
                    runs.turn(top + height);
                }
                found.count = 0;
            }
        }
        return new Rle(width, height, runs.end(width * height));
    }

    /** Finds the rows at which each column changes between outside and inside; above the first row is outside. */
    private static void findEdges(byte[] coverage, int width, int height, int left, int columns, Edges[] edges) {
        long[] above = new long[(columns + Long.BYTES - 1) / Long.BYTES];
        for (int y = 0; y < height; y++) {
            int row = y * width + left;
            for (int word = 0; word < above.length; word++) {
                int first = word * Long.BYTES;
                long inside = insideBits(coverage, row + first, Math.min(Long.BYTES, columns - first));
                long changed = inside ^ above[word];
                above[word] = inside;
                while (changed != 0) {
                    edges[first + Long.numberOfTrailingZeros(changed) / Byte.SIZE].add(y);
                    changed &= changed - 1;
                }
            }
        }
    }

    /** The highest bit of each of up to eight samples, the first sample in the lowest byte. */
    private static long insideBits(byte[] coverage, int from, int count) {
        if (count == Long.BYTES) {
            return (long) EIGHT_BYTES.get(coverage, from) & HIGH_BITS;
        }
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= (coverage[from + i] & 0x80L) << (i * Byte.SIZE);
        }
        return bits;
    }

    /**
     * Decodes COCO's compressed string.
     *
     * @throws IllegalArgumentException if it does not describe a mask of this size
     */
    public static Rle parse(int width, int height, String counts) {
        int[] runs = new int[counts.length()];
        int count = 0;
        long total = 0;
        for (int at = 0; at < counts.length(); ) {
            long value = 0;
            int group;
            int bits = 0;
            do {
                group = at < counts.length() ? counts.charAt(at++) - ZERO : -1;
                if (group < 0 || group > (GROUP | MORE) || bits > Integer.SIZE) {
                    throw new IllegalArgumentException("not COCO's encoding of runs");
                }
                value |= (long) (group & GROUP) << bits;
                bits += GROUP_BITS;
            } while ((group & MORE) != 0);
            if ((group & SIGN) != 0) {
                value |= -1L << bits;
            }
            long run = count > 2 ? value + runs[count - 2] : value;
            total += run;
            if (run < (count == 0 ? 0 : 1) || total > (long) width * height) {
                throw new IllegalArgumentException("a run of " + run + " pixels in " + width + "x" + height);
            }
            runs[count++] = (int) run;
        }
        if (total != (long) width * height) {
            throw new IllegalArgumentException(total + " pixels in " + width + "x" + height);
        }
        return new Rle(width, height, Arrays.copyOf(runs, count));
    }

    /** COCO's compressed string: each run from the fourth on as its difference from the last but one. */
    public String counts() {
        StringBuilder counts = new StringBuilder(2 * runs.length);
        for (int i = 0; i < runs.length; i++) {
            int value = i > 2 ? runs[i] - runs[i - 2] : runs[i];
            boolean more;
            do {
                int group = value & GROUP;
                value >>= GROUP_BITS;
                more = (group & SIGN) != 0 ? value != -1 : value != 0;
                counts.append((char) (ZERO + (more ? group | MORE : group)));
            } while (more);
        }
        return counts.toString();
    }

    /** Number of pixels inside. */
    public int area() {
        int area = 0;
        for (int i = 1; i < runs.length; i += 2) {
            area += runs[i];
        }
        return area;
    }

    /** The smallest box around all pixels inside; null if there are none. */
    public @Nullable PixelBox box() {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        int start = 0;
        for (int i = 0; i < runs.length; i++) {
            int end = start + runs[i];
            if (i % 2 == 1) {
                int first = start / height;
                int last = (end - 1) / height;
                left = Math.min(left, first);
                right = last;
                top = Math.min(top, first == last ? start % height : 0);
                bottom = Math.max(bottom, first == last ? (end - 1) % height : height - 1);
            }
            start = end;
        }
        return right < 0 ? null : new PixelBox(left, top, right - left + 1, bottom - top + 1);
    }

    /** The rows at which one column changes. */
    private static final class Edges {
        private int[] rows = new int[16];
        private int count;

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
            }
            rows[count++] = row;
        }
    }

    /** Collects the positions, column by column, at which inside and outside change. */
    private static final class Runs {
        private int[] turns = new int[256];
        private int count;

        /** A second turn at the same position undoes the first: the run goes on in the next column. */
        void turn(int position) {
            if (count > 0 && turns[count - 1] == position) {
                count--;
                return;
            }
            if (count == turns.length) {
                turns = Arrays.copyOf(turns, 2 * count);
            }
            turns[count++] = position;
        }

        /** The lengths of all runs, the last of which ends at {@code total}. */
        int[] end(int total) {
            if (count > 0 && turns[count - 1] == total) {
                count--;
            }
            int[] lengths = new int[count + 1];
            int from = 0;
            for (int i = 0; i < count; i++) {
                lengths[i] = turns[i] - from;
                from = turns[i];
            }
            lengths[count] = total - from;
            return lengths;
        }
    }
}
