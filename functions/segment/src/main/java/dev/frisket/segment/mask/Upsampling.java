package dev.frisket.segment.mask;

import dev.frisket.segment.model.Logits;
import dev.frisket.segment.parallel.Parallel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Upsamples logits to the size of the picture (bilinear, half-pixel centres, border repeated) and thresholds them at 0.
 *
 * <p>Between two samples of the same sign all values have that sign, so pixels are computed only where the sign
 * changes.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record Upsampling(int width, int height) {
    /** Rows per task of a core. */
    private static final int BAND = 64;

    /** The mask of one candidate: 255 where its logits are above 0. */
    public Mask apply(Logits candidate, Parallel cores) {
        return union(List.of(candidate), cores);
    }

    /** One mask for all candidates, 255 where any of them is above 0; all 0 if there is no candidate. */
    public Mask union(List<Logits> candidates, Parallel cores) {
        Mask mask = Mask.empty(width, height);
        Map<Integer, int[]> gaps =
                candidates.stream().map(Logits::side).distinct().collect(Collectors.toMap(side -> side, this::gaps));
        cores.shareRanges(height, BAND, (start, end) -> {
            for (Logits candidate : candidates) {
                int[] gapsOfSide = Objects.requireNonNull(gaps.get(candidate.side()));
                float[] row = new float[candidate.side() + 2];
                for (int y = start; y < end; y++) {
                    blend(candidate, source(y, candidate.side(), height), row);
                    cut(row, gapsOfSide, mask.coverage(), y * width);
                }
            }
        });
        return mask;
    }

    /** Position of pixel {@code i} of {@code size} among the samples of a side, where the first sample is at 1. */
    private static double source(int i, int side, int size) {
        return (i + 0.5) * side / size + 0.5;
    }

    /** The first pixel after each sample, including the repeated border samples on both sides; then the width. */
    private int[] gaps(int side) {
        int[] gaps = new int[side + 2];
        int gap = 0;
        for (int x = 0; x < width; x++) {
            while (gap <= source(x, side, width)) {
                gaps[gap++] = x;
            }
        }
        Arrays.fill(gaps, gap, gaps.length, width);
        return gaps;
    }

    /** Interpolates one row of the picture at the width of the samples, with its border repeated on both sides. */
    private static void blend(Logits candidate, double source, float[] row) {
        int side = candidate.side();
        float[] samples = candidate.values();
        int below = (int) source;
        float weight = (float) (source - below);
        int upper = Math.max(0, below - 1) * side;
        int lower = Math.min(side - 1, below) * side;
        for (int x = 0; x < side; x++) {
            row[x + 1] = (1 - weight) * samples[upper + x] + weight * samples[lower + x];
        }
        row[0] = row[1];
        row[side + 1] = row[side];
    }

    private void cut(float[] row, int[] gaps, byte[] coverage, int offset) {
        int side = row.length - 2;
        for (int gap = 0; gap <= side; gap++) {
            float left = row[gap];
            float right = row[gap + 1];
            if (left > 0 && right > 0) {
                Arrays.fill(coverage, offset + gaps[gap], offset + gaps[gap + 1], (byte) 255);
            } else if (left > 0 || right > 0) {
                for (int x = gaps[gap]; x < gaps[gap + 1]; x++) {
                    float weight = (float) (source(x, side, width) - gap);
                    if ((1 - weight) * left + weight * right > 0) {
                        coverage[offset + x] = (byte) 255;
                    }
                }
            }
        }
    }
}
