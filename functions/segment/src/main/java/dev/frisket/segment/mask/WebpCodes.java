package dev.frisket.segment.mask;

/**
 * The prefix codes of one picture; red, blue and alpha need no bits, since they are 0 everywhere.
 *
 * @param greens for symbols, followed by lengths
 * @param distances for the distances of copies
 */
record WebpCodes(PrefixCode greens, PrefixCode distances) {
    private static final int SYMBOLS = 256;
    /** Number of length prefixes. */
    private static final int LENGTHS = 24;
    /** Number of distance prefixes. */
    private static final int DISTANCES = 40;

    /** Writes the codes' descriptions for the decoder. */
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

    /** Counts the occurrences of each symbol, length and distance in bands. */
    static final class Counts implements WebpBand.Sink {
        /** Counts of symbols, then of length prefixes. */
        private final int[] greens = new int[SYMBOLS + LENGTHS];

        private final int[] distances = new int[DISTANCES];

        @Override
        public void symbol(int symbol) {
            greens[symbol]++;
        }

        @Override
        public void copy(int length, int distance) {
            greens[SYMBOLS + prefix(length)]++;
            distances[prefix(distance)]++;
        }

        synchronized void add(Counts other) {
            for (int i = 0; i < greens.length; i++) {
                greens[i] += other.greens[i];
            }
            for (int i = 0; i < distances.length; i++) {
                distances[i] += other.distances[i];
            }
        }

        WebpCodes codes() {
            return new WebpCodes(PrefixCode.of(greens), PrefixCode.of(distances));
        }
    }

    /** Prefix of a number, at least 1: place of the highest bit of {@code number - 1} and the bit below it. */
    private static int prefix(int number) {
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
