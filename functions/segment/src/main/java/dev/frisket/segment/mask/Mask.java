package dev.frisket.segment.mask;

/**
 * The pixels of an object: a plane of coverage, exactly as large as the source image.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param coverage unsigned samples 0 (outside) to 255 (inside), [height][width], row-major. Owned by this record: not
 *     to be changed.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity only; a copy would cost up to 64 MB
public record Mask(int width, int height, byte[] coverage) {

    /** @throws IllegalArgumentException if a side is below 1 or the number of samples does not match */
    public Mask {
        if (width < 1 || height < 1 || coverage.length != (long) width * height) {
            throw new IllegalArgumentException(width + "x" + height + " does not fit " + coverage.length + " samples");
        }
    }

    /** A mask with all samples 0: the result for a picture in which nothing was found. */
    public static Mask empty(int width, int height) {
        return new Mask(width, height, new byte[Math.multiplyExact(width, height)]);
    }

    /** 255 less the coverage at each pixel. */
    public Mask inverted() {
        byte[] inverted = new byte[coverage.length];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~coverage[i];
        }
        return new Mask(width, height, inverted);
    }

    /**
     * The greater coverage of the two masks at each pixel.
     *
     * @throws IllegalArgumentException if the sizes differ
     */
    public Mask union(Mask other) {
        if (other.width != width || other.height != height) {
            throw new IllegalArgumentException(
                    width + "x" + height + " cannot be united with " + other.width + "x" + other.height);
        }
        byte[] united = new byte[coverage.length];
        for (int i = 0; i < united.length; i++) {
            united[i] = (byte) Math.max(coverage[i] & 0xff, other.coverage[i] & 0xff);
        }
        return new Mask(width, height, united);
    }
}
