package dev.frisket.segment.mask;

import java.util.Arrays;

/**
 * Connected regions of a mask without grey, filled or removed in place.
 *
 * <p>A region is found by flooding it, one run of a row at a time: each run looks for further runs in the rows above and
 * below it, so that the time is linear in the pixels, and what waits is a pixel for each run that was seen, not a label
 * for each pixel.
 */
public final class Regions {
    private static final byte OUTSIDE = 0;
    private static final byte INSIDE = (byte) 255;
    private static final byte SEEN = 1;

    /** How far beyond its ends a run touches those of the next row: not at all, edges count, or corners too. */
    private static final int EDGES = 0;

    private static final int CORNERS = 1;

    private final int width;
    private final byte[] coverage;
    /** Pixels whose runs are still to be flooded, the last first. */
    private int[] waiting = new int[1024];

    private int count;

    private Regions(Mask mask) {
        this.width = mask.width();
        this.coverage = mask.coverage();
    }

    /**
     * The mask and what it encloses: every pixel outside from which no path over edges leads to the border.
     *
     * @param mask of 0 and 255; not to be used any more, since its samples become the result's
     */
    public static Mask filled(Mask mask) {
        byte[] coverage = mask.coverage();
        Regions regions = new Regions(mask);
        for (int x = 0; x < mask.width(); x++) {
            regions.flood(x, OUTSIDE, SEEN, EDGES);
            regions.flood(coverage.length - 1 - x, OUTSIDE, SEEN, EDGES);
        }
        for (int row = 0; row < coverage.length; row += mask.width()) {
            regions.flood(row, OUTSIDE, SEEN, EDGES);
            regions.flood(row + mask.width() - 1, OUTSIDE, SEEN, EDGES);
        }
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = coverage[i] == SEEN ? OUTSIDE : INSIDE;
        }
        return new Mask(mask.width(), mask.height(), coverage);
    }

    /**
     * The largest region of the mask, pixels that touch at a corner belonging together; of equally large ones the first
     * in reading order.
     *
     * @param mask of 0 and 255; not to be used any more, since its samples become the result's
     */
    public static Mask largest(Mask mask) {
        byte[] coverage = mask.coverage();
        Regions regions = new Regions(mask);
        int most = 0;
        int largest = 0;
        for (int i = 0; i < coverage.length; i++) {
            int area = regions.flood(i, INSIDE, SEEN, CORNERS);
            if (area > most) {
                most = area;
                largest = i;
            }
        }
        regions.flood(largest, SEEN, INSIDE, CORNERS);
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = coverage[i] == INSIDE ? INSIDE : OUTSIDE;
        }
        return new Mask(mask.width(), mask.height(), coverage);
    }

    /** Writes {@code to} over the region of {@code from} around a pixel; its area, 0 if the pixel is another. */
    private int flood(int seed, byte from, byte to, int reach) {
        if (coverage[seed] != from) {
            return 0;
        }
        int area = 0;
        await(seed);
        while (count > 0) {
            int pixel = waiting[--count];
            if (coverage[pixel] == from) {
                area += floodRun(pixel, from, to, reach);
            }
        }
        return area;
    }

    private int floodRun(int pixel, byte from, byte to, int reach) {
        int row = pixel - pixel % width;
        int left = pixel;
        while (left > row && coverage[left - 1] == from) {
            left--;
        }
        int end = pixel + 1;
        while (end < row + width && coverage[end] == from) {
            end++;
        }
        Arrays.fill(coverage, left, end, to);
        int first = Math.max(row, left - reach);
        int afterLast = Math.min(row + width, end + reach);
        if (row > 0) {
            awaitRuns(first - width, afterLast - width, from);
        }
        if (row + width < coverage.length) {
            awaitRuns(first + width, afterLast + width, from);
        }
        return end - left;
    }

    private void awaitRuns(int first, int afterLast, byte from) {
        boolean inRun = false;
        for (int i = first; i < afterLast; i++) {
            boolean found = coverage[i] == from;
            if (found && !inRun) {
                await(i);
            }
            inRun = found;
        }
    }

    private void await(int pixel) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count++] = pixel;
    }
}
