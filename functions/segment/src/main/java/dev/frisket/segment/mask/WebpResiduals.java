package dev.frisket.segment.mask;

/**
 * A grey mask: each symbol is the difference from a prediction by the neighbours above and to the left.
 *
 * <p>Of the format's predictors the gradient is best for short kernels and good for long ones: 21 and 73 KB for 21 and
 * 201 taps at 4096x4096. With copies from 4 symbols on, which suits them better, "left" takes 31 and 55, "above" 28 and
 * 77, the mean of both 29 and 66.
 */
record WebpResiduals(Mask mask) implements WebpSymbols {
    private static final int PREDICTOR = 0;
    private static final int SUBTRACT_GREEN = 2;
    /** Size of the predictor's blocks: 512 pixels, the largest, since all blocks use the same predictor. */
    private static final int MAX_BLOCK = 9;
    /** left + above - above left, clamped to 0..255. */
    private static final int GRADIENT = 12;

    @Override
    public int width() {
        return mask.width();
    }

    @Override
    public int height() {
        return mask.height();
    }

    @Override
    public int shortestCopy() {
        return 8;
    }

    @Override
    public void read(int y, byte[] target, int offset) {
        byte[] samples = mask.coverage();
        int start = y * mask.width();
        for (int x = 0; x < mask.width(); x++) {
            int left = x > 0 ? samples[start + x - 1] & 0xff : 0;
            int above = y > 0 ? samples[start + x - mask.width()] & 0xff : 0;
            int foretold;
            if (y == 0) {
                foretold = left;
            } else if (x == 0) {
                foretold = above;
            } else {
                int aboveLeft = samples[start + x - mask.width() - 1] & 0xff;
                foretold = Math.max(0, Math.min(255, left + above - aboveLeft));
            }
            target[offset + x] = (byte) (samples[start + x] - foretold);
        }
    }

    @Override
    public void writeTransforms(BitWriter bits) {
        bits.write(1, 1);
        bits.write(SUBTRACT_GREEN, 2); // red and blue stay 0
        bits.write(1, 1);
        bits.write(PREDICTOR, 2);
        bits.write(MAX_BLOCK - 2, 3);
        bits.write(0, 1); // no colour cache
        PrefixCode.ofSymbols(GRADIENT).writeTo(bits);
        for (int other = 1; other < 5; other++) {
            PrefixCode.ofSymbols(0).writeTo(bits);
        }
        bits.write(0, 1); // no further transform
    }
}
