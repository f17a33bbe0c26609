package dev.frisket.segment.mask;

import dev.frisket.segment.parallel.Parallel;

/**
 * Grows or shrinks masks by repeated 3x3 dilations or erosions, at a cost that hardly depends on the number of steps.
 *
 * <p>A mask grown by m is grown to 2m by uniting it with itself shifted by m, so log2(steps) rounds on a plane of bits
 * suffice. A copy read beyond the border is read at the border: that pixel is never farther from the object than the
 * one beyond, and no path through the outside is lost. Shrinking is growing the complement.
 *
 * @param steps pixels to grow by or, if negative, to shrink by
 * @param tapered whether the 3x3 window lacks its corners: a diamond instead of a square
 */
public record Morphology(int steps, boolean tapered) {

    /** A mask of the same size. A grey mask costs as much as one binary mask for each of its levels. */
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
