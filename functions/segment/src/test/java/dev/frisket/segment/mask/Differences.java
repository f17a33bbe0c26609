package dev.frisket.segment.mask;

/** Measures the difference between two masks of the same size. */
final class Differences {
    private Differences() {}

    /** The maximum difference of a pixel, in grey levels. */
    static int greatest(Mask one, Mask other) {
        int greatest = 0;
        for (int i = 0; i < one.coverage().length; i++) {
            greatest = Math.max(greatest, Math.abs((one.coverage()[i] & 0xff) - (other.coverage()[i] & 0xff)));
        }
        return greatest;
    }
}
