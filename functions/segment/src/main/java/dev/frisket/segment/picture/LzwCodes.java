package dev.frisket.segment.picture;

/**
 * Decodes LZW codes, as in GIF 89a, appendix F, and TIFF 6.0, section 13.
 *
 * <p>The JDK's codec for GIF knows no literals of more than 8 bits, and garbles a frame with two clear codes in a row; that
 * for TIFF can't be stopped within a strip, allocates a table for each clear code, and knows no old codes.
 */
final class LzwCodes {
    private static final int MAX_WIDTH = 12;
    private static final int TABLE = 1 << MAX_WIDTH;
    private static final int NONE = -1;

    private final byte[] codes;
    private final boolean highestFirst;
    private final int early;
    private final int clear;
    private final short[] prefixes = new short[TABLE];
    private final byte[] lasts = new byte[TABLE];
    /** Of strings, bytes; a string may be as long as there are strings before it. */
    private final short[] lengths = new short[TABLE];

    private int at;
    private int bits;
    private int bitCount;

    private LzwCodes(byte[] codes, int literalBits, boolean highestFirst, int early) {
        this.codes = codes;
        this.highestFirst = highestFirst;
        this.early = early;
        this.clear = 1 << literalBits;
        for (int i = 0; i < clear; i++) {
            lasts[i] = (byte) i;
            lengths[i] = 1;
        }
    }

    /**
     * Decodes a frame of a GIF file.
     *
     * @param codes without the lengths of their blocks
     * @param literalBits the frame's initial code size
     * @param indices receives palette indices, until it is full or there is an end code
     * @return number of indices decoded
     * @throws IllegalArgumentException if a code means nothing
     * @throws IndexOutOfBoundsException if there are too few codes, and no end code
     */
    static int gif(byte[] codes, int literalBits, byte[] indices) {
        if (literalBits < 1 || literalBits >= MAX_WIDTH) {
            throw new IllegalArgumentException("codes of " + literalBits + " bits and more");
        }
        return new LzwCodes(codes, literalBits, /* highestFirst= */ false, /* early= */ 0).decode(indices);
    }

    /**
     * Decodes a strip or tile of a TIFF file, as {@link #gif}. Codes become wider one code too early, unless the codes are
     * those of programs before TIFF 6.0, whose first bit is the lowest.
     */
    static int tiff(byte[] codes, byte[] bytes) {
        boolean old = codes.length >= 2 && codes[0] == 0 && (codes[1] & 1) == 1; // a clear code
        return new LzwCodes(codes, Byte.SIZE, !old, old ? 0 : 1).decode(bytes);
    }

    private int decode(byte[] decoded) {
        int firstWidth = Integer.SIZE - Integer.numberOfLeadingZeros(clear);
        int width = firstWidth;
        int next = clear + 2;
        int old = NONE;
        int made = 0;
        while (made < decoded.length) {
            int code = next(width);
            if (code == clear) {
                width = firstWidth;
                next = clear + 2;
                old = NONE;
                continue;
            }
            if (code == clear + 1) {
                break;
            }
            boolean grows = old != NONE && next < TABLE; // a full table stays as it is until it is cleared
            if (code > next || (code == next && !grows) || (code > clear && old == NONE)) {
                throw new IllegalArgumentException("no such code: " + code);
            }
            int begun = made;
            made = write(code == next ? old : code, decoded, made);
            if (grows) {
                byte first = decoded[begun];
                prefixes[next] = (short) old;
                lasts[next] = first;
                lengths[next] = (short) (lengths[old] + 1);
                if (code == next && made < decoded.length) {
                    decoded[made++] = first;
                }
                next++;
                width += next + early == 1 << width && width < MAX_WIDTH ? 1 : 0;
            }
            old = code;
        }
        return made;
    }

    /** Writes a string, unless the decoded bytes are full, and returns the offset after it. */
    private int write(int string, byte[] decoded, int from) {
        int end = from + lengths[string];
        int code = string;
        for (int i = end - 1; i >= from; i--) {
            if (i < decoded.length) {
                decoded[i] = lasts[code];
            }
            code = prefixes[code];
        }
        return Math.min(end, decoded.length);
    }

    private int next(int width) {
        while (bitCount < width) {
            int next8 = codes[at++] & 0xFF;
            bits = highestFirst ? bits << Byte.SIZE | next8 : bits | next8 << bitCount;
            bitCount += Byte.SIZE;
        }
        bitCount -= width;
        if (highestFirst) {
            return bits >> bitCount & (1 << width) - 1; // older bits are shifted out
        }
        int code = bits & (1 << width) - 1;
        bits >>>= width;
        return code;
    }
}
