package dev.frisket.segment.mask;

import java.util.Arrays;

/**
 * Blurs one square tile of a mask at a time, first its rows and then its columns.
 *
 * <p>Both passes sum steps instead of samples: where a row changes by d, each pixel whose kernel reaches the change
 * gains d times the part of the kernel beyond it; equal rows are blurred once and enter a column with their weights
 * summed. So flat areas cost nothing in either direction, and stay exactly flat.
 */
final class BlurTile {
    private final Mask mask;
    private final Kernel kernel;
    private final byte[] blurred;
    private final int size;

    /** The current row and the one above, each extended by the kernel's radius on both sides. */
    private byte[] row;

    private byte[] above;
    /** Blurred rows, [distinct row][size]; neighbouring equal rows share one. */
    private final float[] rows;
    /** The first row of each run of equal rows, counted from the top of the kernel's reach; then the end. */
    private final int[] starts;

    private int distinct;
    private final float[] sums;

    BlurTile(Mask mask, Kernel kernel, byte[] blurred, int size) {
        this.mask = mask;
        this.kernel = kernel;
        this.blurred = blurred;
        this.size = size;
        int reach = size + 2 * kernel.radius();
        this.row = new byte[reach];
        this.above = new byte[reach];
        this.rows = new float[reach * size];
        this.starts = new int[reach + 1];
        this.sums = new float[size];
    }

    /** @param left and {@code top}: the tile's first column and row; the tile is clipped to the mask */
    void blur(int left, int top) {
        int width = Math.min(size, mask.width() - left);
        int height = Math.min(size, mask.height() - top);
        blurRows(left, top, width, height);
        int first = 0;
        for (int y = 0; y < height; y++) {
            while (starts[first + 1] <= y) {
                first++;
            }
            int offset = (top + y) * mask.width() + left;
            if (y > 0 && starts[first] < y && starts[first + 1] >= y + kernel.side()) {
                System.arraycopy(blurred, offset - mask.width(), blurred, offset, width);
            } else {
                blurColumns(first, y, width);
                for (int x = 0; x < width; x++) {
                    blurred[offset + x] = (byte) (int) (sums[x] + 0.5f);
                }
            }
        }
    }

    private void blurRows(int left, int top, int width, int height) {
        int reach = width + 2 * kernel.radius();
        int end = height + 2 * kernel.radius();
        distinct = 0;
        for (int y = 0; y < end; y++) {
            read(left - kernel.radius(), mirrored(top - kernel.radius() + y, mask.height()), reach);
            if (y == 0 || !Arrays.equals(row, 0, reach, above, 0, reach)) {
                starts[distinct] = y;
                blurRow(distinct * size, width);
                distinct++;
            }
            byte[] read = row;
            row = above;
            above = read;
        }
        starts[distinct] = end;
    }

    private void read(int left, int y, int reach) {
        int offset = y * mask.width();
        int start = Math.max(0, -left);
        int end = Math.min(reach, mask.width() - left);
        System.arraycopy(mask.coverage(), offset + left + start, row, start, end - start);
        for (int x = 0; x < start; x++) {
            row[x] = mask.coverage()[offset + mirrored(left + x, mask.width())];
        }
        for (int x = end; x < reach; x++) {
            row[x] = mask.coverage()[offset + mirrored(left + x, mask.width())];
        }
    }

    private void blurRow(int target, int width) {
        int side = kernel.side();
        int reach = width + side - 1;
        float[] past = kernel.sums();
        for (int x = 0; x < width; x++) {
            rows[target + x] = row[x] & 0xff;
        }
        int step = nextStep(1, reach);
        while (step < reach) {
            int height = (row[step] & 0xff) - (row[step - 1] & 0xff);
            int end = Math.min(width, step);
            for (int x = Math.max(0, step - side + 1); x < end; x++) {
                rows[target + x] += height * past[side - step + x];
            }
            step = nextStep(step + 1, reach);
        }
    }

    /** Index of the first sample from {@code x} on that differs from the one before it; {@code reach} if none does. */
    private int nextStep(int x, int reach) {
        int same = Arrays.mismatch(row, x, reach, row, x - 1, reach - 1);
        return same < 0 ? reach : x + same;
    }

    private void blurColumns(int first, int y, int width) {
        int end = y + kernel.side();
        Arrays.fill(sums, 0, width, 0);
        for (int distinctRow = first; starts[distinctRow] < end && distinctRow < distinct; distinctRow++) {
            int from = Math.max(starts[distinctRow], y) - y;
            int to = Math.min(starts[distinctRow + 1], end) - y;
            float weight = kernel.sums()[to] - kernel.sums()[from];
            int source = distinctRow * size;
            for (int x = 0; x < width; x++) {
                sums[x] += weight * rows[source + x];
            }
        }
    }

    /** Mirrors an index beyond the border into the mask, without repeating the border pixel. */
    private static int mirrored(int i, int size) {
        return size - 1 - Math.abs(size - 1 - Math.abs(i));
    }
}
