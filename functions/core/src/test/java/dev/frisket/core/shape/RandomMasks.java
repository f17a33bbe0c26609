package dev.frisket.core.shape;

import java.util.Random;

/** Random masks for tests. */
public final class RandomMasks {
    private RandomMasks() {}

    /**
     * Samples of which any value may occur.
     *
     * @param change how seldom neighbours differ: 0 for noise, more for larger and larger regions
     * @return [height][width], row-major
     */
    public static byte[] coverage(int width, int height, int change, Random random) {
        byte[] coverage = new byte[width * height];
        int inside = random.nextInt(2);
        for (int i = 0; i < coverage.length; i++) {
            if (random.nextInt(change + 1) == 0) {
                inside = random.nextInt(2);
            } else if (i >= width && random.nextInt(change + 1) > 0) {
                inside = (coverage[i - width] & 0x80) >> 7;
            }
            coverage[i] = (byte) (128 * inside + random.nextInt(128));
        }
        return coverage;
    }
}
