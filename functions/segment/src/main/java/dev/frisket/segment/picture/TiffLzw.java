package dev.frisket.segment.picture;

/**
 * Walks the LZW codes of a strip as the JDK's codec will, without decoding it: TIFF 6.0, section 13.
 *
 * <p>The codec continues as long as there are codes, even if the strip is full, and allocates a new table of 22 kB for
 * each clear code; it can't be stopped within a strip.
 */
final class TiffLzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int TABLE = 4096;

    /** Minimum codes per clear code: encoders clear a full table, after some 3800. */
    private static final int CODES_OF_A_TABLE = 64;
    /** Bytes by which a strip may exceed twice its size. */
    private static final long SPARE = 64 * 1024;

    private final int[] lengths = new int[TABLE];
    private final Bytes codes;
    private final boolean reversed;
    private int bits;
    private int bitCount;
    private int at;
    private int next = FIRST;
    private int width = 9;

    private TiffLzw(Bytes codes, boolean reversed) {
        this.codes = codes;
        this.reversed = reversed;
        for (int i = 0; i < FIRST; i++) {
            lengths[i] = 1;
        }
    }

    /**
     * Checks a strip or tile.
     *
     * @param reversed whether the first bit of each byte is its lowest
     * @param bytes its decoded size
     * @throws PictureException if it decodes to far more, or clears its table needlessly
     */
    static void mustMakeAtMost(Bytes codes, boolean reversed, long bytes) throws PictureException {
        if (!new TiffLzw(codes, reversed).makesAtMost(2 * bytes + SPARE)) {
            throw new PictureException(
                    "The TIFF file has strips that hold more than their rows; save it again with another program.");
        }
    }

    private boolean makesAtMost(long most) {
        long made = 0;
        long tables = 0;
        int old = 0;
        boolean cleared = false;
        for (long count = 0; next < TABLE; count++) {
            int code = code();
            if (code == END) {
                return true;
            }
            if (code == CLEAR) {
                next = FIRST;
                width = 9;
                cleared = true;
                tables++;
                if (tables > CODES_OF_A_TABLE + count / CODES_OF_A_TABLE) {
                    return false;
                }
                continue;
            }
            int length = code < next ? lengths[code] : lengths[old] + 1;
            if (!cleared) {
                lengths[next++] = lengths[old] + 1;
                width += next == 511 || next == 1023 || next == 2047 ? 1 : 0;
            }
            made += length;
            if (made > most) {
                return false;
            }
            cleared = false;
            old = code < next ? code : next - 1;
        }
        return true; // the codec stops here too
    }

    /** The next code; the end code where the bytes end. */
    private int code() {
        while (bitCount < width) {
            if (at == codes.length()) {
                return END;
            }
            int next8 = codes.u8(at++);
            bits = bits << 8 | (reversed ? Integer.reverse(next8) >>> 24 : next8);
            bitCount += 8;
        }
        bitCount -= width;
        return bits >> bitCount & (1 << width) - 1;
    }
}
