package dev.frisket.segment.mask;

/**
 * Grows or shrinks masks: as many 3x3 dilations or erosions as there are steps, at a cost that hardly depends on them.
 *
 * <p>A mask grown by m is grown to 2m by uniting it with itself moved by m, so log2(steps) rounds on a plane of bits do
 * it. A copy that would be read beyond the border is read at the border: that is never farther from the object than the
 * pixel beyond, and no path through the outside is lost. Shrinking is growing the complement.
 *
 * @param steps pixels to grow by, or, negative, to shrink by
 * @param tapered without the corners of the 3x3 window: a diamond instead of a square
 */
public record Morphology(int steps, boolean tapered) {

    /** A mask of the same size. Grey masks cost as much as one binary mask for each level that they contain. */
    public Mask apply(Mask mask, Parallel cores) {
        if (steps == 0) {
            return mask;
        }
        byte[] grown = new byte[mask.coverage().length];
        Levels.of(mask, cores).stream()
                .filter(level -> level > 0)
                .forEach(level -> grown(BitPlane.of(mask, level, cores), cores).paint(grown, level, cores));
        return new Mask(mask.width(), mask.height(), grown);
    }

    private BitPlane grown(BitPlane plane, Parallel cores) {
        if (steps < 0) {
            plane.invert();
        }
        long farthest = tapered ? (long) plane.width + plane.height - 2 : Math.max(plane.width, plane.height) - 1;
        int radius = (int) Math.min(Math.abs((long) steps), farthest);
        BitPlane grown = tapered
                ? Dilation.of(plane, radius, true, true, cores)
                : Dilation.of(Dilation.of(plane, radius, true, false, cores), radius, false, true, cores);
        if (steps < 0) {
            grown.invert();
        }
        return grown;
    }
}
