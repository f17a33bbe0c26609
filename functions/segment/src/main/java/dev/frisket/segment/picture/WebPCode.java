package dev.frisket.segment.picture;

/** A prefix code of a lossless WebP frame: RFC 9649, section 3.7.2. */
final class WebPCode {

    private static final int MAX_LENGTH = 15;
    private static final int[] LENGTHS_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEAT_EARLIER = 16;
    private static final int REPEAT_ZERO = 17;
    /** The length that is repeated if no length precedes. */
    private static final int FIRST_EARLIER = 8;

    /** Number of codes of each length. */
    private final int[] counts = new int[MAX_LENGTH + 1];
    /** Ordered by code length, then by symbol. */
    private final int[] symbols;

    /** @param lengths of each symbol's code, bits; 0 for no code */
    private WebPCode(int[] lengths) {
        for (int length : lengths) {
            counts[length]++;
        }
        int[] starts = new int[MAX_LENGTH + 2];
        for (int length = 1; length <= MAX_LENGTH; length++) {
            starts[length + 1] = starts[length] + counts[length];
        }
        symbols = new int[starts[MAX_LENGTH + 1]];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                symbols[starts[lengths[symbol]]++] = symbol;
            }
        }
    }

    /** @param alphabet number of symbols */
    static WebPCode read(WebPBits bits, int alphabet) {
        int[] lengths = new int[alphabet];
        if (bits.read(1) == 0) {
            readLengths(bits, lengths);
        } else {
            boolean two = bits.read(1) == 1;
            lengths[bits.read(bits.read(1) == 1 ? 8 : 1)] = 1;
            if (two) {
                lengths[bits.read(8)] = 1;
            }
        }
        return new WebPCode(lengths);
    }

    private static void readLengths(WebPBits bits, int[] lengths) {
        int[] ofLengths = new int[LENGTHS_ORDER.length];
        int count = bits.read(4) + 4;
        for (int i = 0; i < count; i++) {
            ofLengths[LENGTHS_ORDER[i]] = bits.read(3);
        }
        WebPCode code = new WebPCode(ofLengths);
        int left = bits.read(1) == 0 ? lengths.length : 2 + bits.read(2 + 2 * bits.read(3));
        int earlier = FIRST_EARLIER;
        for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
            int length = code.next(bits);
            if (length < REPEAT_EARLIER) {
                lengths[symbol++] = length;
                earlier = length == 0 ? earlier : length;
                continue;
            }
            int repeated = length == REPEAT_EARLIER ? earlier : 0;
            int times = length == REPEAT_EARLIER
                    ? 3 + bits.read(2)
                    : length == REPEAT_ZERO ? 3 + bits.read(3) : 11 + bits.read(7);
            for (; times > 0; times--) {
                lengths[symbol++] = repeated;
            }
        }
    }

    /** @throws IndexOutOfBoundsException if the next bits are not a code, or there are too few */
    int next(WebPBits bits) {
        if (symbols.length == 1) {
            return symbols[0]; // takes no bits
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code |= bits.next();
            int count = counts[length];
            if (code - first < count) {
                return symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        throw new IndexOutOfBoundsException("no such prefix code");
    }
}
