package dev.frisket.segment.mask;

/**
 * The codes of one picture; red, blue and alpha have none, for they are 0 everywhere.
 *
 * @param greens of symbols, and of lengths after them
 * @param distances of where copies begin
 */
record WebpCodes(PrefixCode greens, PrefixCode distances) {
    static final int SYMBOLS = 256;
    /** Prefixes that lengths have. */
    static final int LENGTHS = 24;
    /** Prefixes that distances have. */
    static final int DISTANCES = 40;

    /** The codes themselves, for the decoder. */
    void writeTo(BitWriter bits) {
        greens.writeTo(bits);
        for (int channel = 1; channel < 4; channel++) {
            PrefixCode.ofSymbols(0).writeTo(bits);
        }
        distances.writeTo(bits);
    }

    WebpBand.Sink to(BitWriter bits) {
        return new WebpBand.Sink() {
            @Override
            public void symbol(int symbol) {
                greens.write(symbol, bits);
            }

            @Override
            public void copy(int length, int distance) {
                greens.write(SYMBOLS + prefix(length), bits);
                bits.write(rest(length), restBits(length));
                distances.write(prefix(distance), bits);
                bits.write(rest(distance), restBits(distance));
            }
        };
    }

    /** Numbers from 1 on are sent as the place and the lower neighbour of their highest bit, and the bits below. */
    static int prefix(int number) {
        int restBits = restBits(number);
        return 2 * restBits + ((number - 1) >>> restBits);
    }

    private static int restBits(int number) {
        return Math.max(0, 30 - Integer.numberOfLeadingZeros(number - 1));
    }

    private static int rest(int number) {
        return (number - 1) & ((1 << restBits(number)) - 1);
    }
}
