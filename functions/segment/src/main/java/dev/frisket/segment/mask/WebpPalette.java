package dev.frisket.segment.mask;

/** A binary mask: a palette of black and white, with eight pixels per symbol. */
record WebpPalette(Mask mask) implements WebpSymbols {
    private static final int COLOUR_INDEXING = 3;

    @Override
    public int width() {
        return (mask.width() + 7) / 8;
    }

    @Override
    public int height() {
        return mask.height();
    }

    @Override
    public int shortestCopy() {
        return 2;
    }

    @Override
    public void read(int y, byte[] target, int offset) {
        int start = y * mask.width();
        for (int symbol = 0; symbol < width(); symbol++) {
            int first = 8 * symbol;
            int pixels = Math.min(8, mask.width() - first);
            int bits = 0;
            for (int x = 0; x < pixels; x++) {
                bits |= (mask.coverage()[start + first + x] & 1) << x;
            }
            target[offset + symbol] = (byte) bits;
        }
    }

    /** The palette is written as differences: opaque black, then white less black. */
    @Override
    public void writeTransforms(BitWriter bits) {
        bits.write(1, 1);
        bits.write(COLOUR_INDEXING, 2);
        bits.write(2 - 1, 8); // number of colours
        bits.write(0, 1); // no colour cache
        PrefixCode code = PrefixCode.ofSymbols(0, 255);
        for (int channel = 0; channel < 4; channel++) {
            code.writeTo(bits);
        }
        PrefixCode.ofSymbols(0).writeTo(bits); // distances: none
        for (int greenRedBlueAlpha : new int[] {0, 0, 0, 255, 255, 255, 255, 0}) {
            code.write(greenRedBlueAlpha, bits);
        }
        bits.write(0, 1); // no further transform
    }
}
