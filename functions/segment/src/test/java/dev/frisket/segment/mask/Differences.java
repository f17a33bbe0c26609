package dev.frisket.segment.mask;

/** How far two masks of one size are from each other. */
final class Differences {
    private Differences() {}

    /** In grey levels, at the worst pixel. */
    static int greatest(Mask one, Mask other) {
        int greatest = 0;
        for (int i = 0; i < one.coverage().length; i++) {
            greatest = Math.max(greatest, Math.abs((one.coverage()[i] & 0xff) - (other.coverage()[i] & 0xff)));
        }
        return greatest;
    }
}
