package dev.frisket.segment.mask;

import dev.frisket.segment.model.Logits;
import java.util.Arrays;
import java.util.List;

/**
 * Brings logits to the size of the picture (bilinear, half-pixel centres, border repeated) and cuts them at 0.
 *
 * <p>Between two samples of the same sign nothing else occurs, so only where the sign changes is a pixel looked at.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record Upsampling(int width, int height) {
    /** Rows that one core takes at a time. */
    private static final int BAND = 64;

    /** The mask of one candidate: 255 where its logits are above 0. */
    public Mask apply(Logits candidate, Parallel cores) {
        return union(List.of(candidate), cores);
    }

    /** One mask for all candidates, 255 where any of them is above 0; empty if there is none. */
    public Mask union(List<Logits> candidates, Parallel cores) {
        Mask mask = Mask.empty(width, height);
        int[] gaps = gaps();
        cores.shareRows(height, BAND, (start, end) -> {
            float[] row = new float[Logits.SIDE + 2];
            for (Logits candidate : candidates) {
                for (int y = start; y < end; y++) {
                    blend(candidate.values(), source(y, height), row);
                    cut(row, gaps, mask.coverage(), y * width);
                }
            }
        });
        return mask;
    }

    /** Where pixel {@code i} of {@code size} lies among the samples, counted from one sample before the first. */
    private static double source(int i, int size) {
        return (i + 0.5) * Logits.SIDE / size + 0.5;
    }

    /** The first pixel after each sample, the repeated border counting as a sample on both sides; last, the width. */
    private int[] gaps() {
        int[] gaps = new int[Logits.SIDE + 2];
        int gap = 0;
        for (int x = 0; x < width; x++) {
            while (gap <= source(x, width)) {
                gaps[gap++] = x;
            }
        }
        Arrays.fill(gaps, gap, gaps.length, width);
        return gaps;
    }

    /** One row of the picture's height at the width of the samples, its border repeated on both sides. */
    private static void blend(float[] samples, double source, float[] row) {
        int below = (int) source;
        float weight = (float) (source - below);
        int upper = Math.max(0, below - 1) * Logits.SIDE;
        int lower = Math.min(Logits.SIDE - 1, below) * Logits.SIDE;
        for (int x = 0; x < Logits.SIDE; x++) {
            row[x + 1] = (1 - weight) * samples[upper + x] + weight * samples[lower + x];
        }
        row[0] = row[1];
        row[Logits.SIDE + 1] = row[Logits.SIDE];
    }

    private void cut(float[] row, int[] gaps, byte[] coverage, int offset) {
        for (int gap = 0; gap <= Logits.SIDE; gap++) {
            float left = row[gap];
            float right = row[gap + 1];
            if (left > 0 && right > 0) {
                Arrays.fill(coverage, offset + gaps[gap], offset + gaps[gap + 1], (byte) 255);
            } else if (left > 0 || right > 0) {
                for (int x = gaps[gap]; x < gaps[gap + 1]; x++) {
                    float weight = (float) (source(x, width) - gap);
                    if ((1 - weight) * left + weight * right > 0) {
                        coverage[offset + x] = (byte) 255;
                    }
                }
            }
        }
    }
}
