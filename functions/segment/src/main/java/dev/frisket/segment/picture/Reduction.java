package dev.frisket.segment.picture;

/** How much smaller a large picture may be decoded. */
final class Reduction {
    private static final int MAX = 8;

    private Reduction() {}

    /**
     * The divisor for both sides.
     *
     * @param enough minimum pixels of each side after the division
     * @return 1, 2, 4 or 8
     */
    static int of(int width, int height, int enough) {
        int reduction = MAX;
        while (reduction > 1 && Math.min(width, height) / reduction < enough) {
            reduction /= 2;
        }
        return reduction;
    }

    /** A side after the division, rounded up. */
    static int side(int pixels, int reduction) {
        return (pixels + reduction - 1) / reduction;
    }
}
