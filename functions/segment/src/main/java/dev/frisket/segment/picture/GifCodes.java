package dev.frisket.segment.picture;

/**
 * Decodes the LZW codes of a GIF frame: GIF 89a, appendix F.
 *
 * <p>The JDK's codec knows no literals of more than 8 bits, and garbles a frame with two clear codes in a row.
 */
final class GifCodes {
    private static final int MAX_WIDTH = 12;
    private static final int TABLE = 1 << MAX_WIDTH;
    private static final int NONE = -1;

    private final byte[] codes;
    private final int clear;
    private final short[] prefixes = new short[TABLE];
    private final byte[] lasts = new byte[TABLE];
    /** Of strings, bytes; a string may be as long as there are strings before it. */
    private final short[] lengths = new short[TABLE];

    private int at;
    private int bits;
    private int bitCount;

    private GifCodes(byte[] codes, int literalBits) {
        this.codes = codes;
        this.clear = 1 << literalBits;
        for (int i = 0; i < clear; i++) {
            lasts[i] = (byte) i;
            lengths[i] = 1;
        }
    }

    /**
     * Decodes a frame.
     *
     * @param codes without the lengths of their blocks
     * @param literalBits the frame's initial code size
     * @param pixels number of them
     * @return as many palette indices; those after an end code are 0
     * @throws IllegalArgumentException if a code means nothing
     * @throws IndexOutOfBoundsException if there are too few codes, and no end code
     */
    static byte[] indices(byte[] codes, int literalBits, int pixels) {
        if (literalBits < 1 || literalBits >= MAX_WIDTH) {
            throw new IllegalArgumentException("codes of " + literalBits + " bits and more");
        }
        return new GifCodes(codes, literalBits).indices(pixels);
    }

    private byte[] indices(int pixels) {
        byte[] indices = new byte[pixels];
        int firstWidth = Integer.SIZE - Integer.numberOfLeadingZeros(clear);
        int width = firstWidth;
        int next = clear + 2;
        int old = NONE;
        for (int made = 0; made < pixels; ) {
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
            made = write(code == next ? old : code, indices, made);
            if (grows) {
                byte first = indices[begun];
                prefixes[next] = (short) old;
                lasts[next] = first;
                lengths[next] = (short) (lengths[old] + 1);
                if (code == next && made < pixels) {
                    indices[made++] = first;
                }
                next++;
                width += next == 1 << width && width < MAX_WIDTH ? 1 : 0;
            }
            old = code;
        }
        return indices;
    }

    /** Writes a string up to the end of the pixels, and returns the offset after it. */
    private int write(int string, byte[] indices, int from) {
        int end = from + lengths[string];
        int code = string;
        for (int i = end - 1; i >= from; i--) {
            if (i < indices.length) {
                indices[i] = lasts[code];
            }
            code = prefixes[code];
        }
        return Math.min(end, indices.length);
    }

    private int next(int width) {
        while (bitCount < width) {
            bits |= (codes[at++] & 0xFF) << bitCount;
            bitCount += Byte.SIZE;
        }
        int code = bits & (1 << width) - 1;
        bits >>>= width;
        bitCount -= width;
        return code;
    }
}
