package dev.frisket.segment.picture;

import java.util.BitSet;

/**
 * Walks the beginning of a lossless WebP frame, up to its pixels: RFC 9649, section 3.
 *
 * <p>Before it decodes a pixel, the decoder allocates up to 11 kB for each group of prefix codes, 700 MB for the
 * maximum in a picture of one megapixel. The number of groups follows from an embedded picture, the entropy image,
 * which other embedded pictures precede. Their codes are read without building pixels: each group's number occurs as a
 * literal pixel of the entropy image.
 */
final class WebPLossless {

    /** libwebp writes at most 2600. */
    private static final int MAX_GROUPS = 4096;

    private static final int SIGNATURE_BITS = 8;
    private static final int SIDE_BITS = 14;

    private static final int PREDICTOR = 0;
    private static final int COLOUR = 1;
    private static final int PALETTE = 3;
    private static final int TRANSFORMS = 4;

    private static final int LITERALS = 256;
    private static final int LENGTHS = 24;
    private static final int DISTANCES = 40;
    private static final int ALL_GROUPS = 1 << Short.SIZE;

    private final WebPBits bits;
    private int width;
    private int height;

    private WebPLossless(Bytes content) {
        this.bits = new WebPBits(content);
    }

    /**
     * Checks a frame.
     *
     * @param content of its chunk
     * @throws PictureException if there are far more groups of prefix codes than any encoder writes
     */
    static void mustHaveFewCodes(Bytes content) throws PictureException {
        Parts.mustBeAtMost("WebP", "groups of prefix codes", new WebPLossless(content).groups(), MAX_GROUPS);
    }

    private int groups() {
        bits.read(SIGNATURE_BITS);
        width = bits.read(SIDE_BITS) + 1;
        height = bits.read(SIDE_BITS) + 1;
        bits.read(4); // alpha flag and version
        transforms();
        colourCache();
        if (bits.read(1) == 0) {
            return 1;
        }
        int block = bits.read(3) + 2;
        BitSet groups = new BitSet(ALL_GROUPS);
        walk(blocks(width, block), blocks(height, block), groups);
        return groups.cardinality();
    }

    private void transforms() {
        for (int count = 0; bits.read(1) == 1; count++) {
            if (count == TRANSFORMS) {
                throw new IllegalArgumentException("more transforms than there are");
            }
            int type = bits.read(2);
            if (type == PREDICTOR || type == COLOUR) {
                int block = bits.read(3) + 2;
                walk(blocks(width, block), blocks(height, block), new BitSet());
            } else if (type == PALETTE) {
                int colours = bits.read(8) + 1;
                walk(colours, 1, new BitSet());
                width = blocks(width, colours <= 2 ? 3 : colours <= 4 ? 2 : colours <= 16 ? 1 : 0);
            }
        }
    }

    private static int blocks(int side, int bits) {
        return (side + (1 << bits) - 1) >> bits;
    }

    /** @return number of its colours, 0 if there is none */
    private int colourCache() {
        return bits.read(1) == 0 ? 0 : 1 << bits.read(4);
    }

    /**
     * Walks an embedded picture.
     *
     * @param groups receives the group numbers in red and green of its literal pixels
     */
    private void walk(int columns, int rows, BitSet groups) {
        int cached = colourCache();
        WebPCode green = WebPCode.read(bits, LITERALS + LENGTHS + cached);
        WebPCode red = WebPCode.read(bits, LITERALS);
        WebPCode blue = WebPCode.read(bits, LITERALS);
        WebPCode alpha = WebPCode.read(bits, LITERALS);
        WebPCode distance = WebPCode.read(bits, DISTANCES);
        groups.set(0); // the group of pixels from an empty cache
        long pixels = (long) columns * rows;
        for (long made = 0; made < pixels; ) {
            int symbol = green.next(bits);
            if (symbol < LITERALS) {
                groups.set(red.next(bits) << Byte.SIZE | symbol);
                blue.next(bits);
                alpha.next(bits);
                made++;
            } else if (symbol < LITERALS + LENGTHS) {
                made += number(symbol - LITERALS);
                number(distance.next(bits));
            } else {
                made++;
            }
        }
    }

    /** A length or a distance, whose highest bits are in the symbol. */
    private long number(int symbol) {
        if (symbol < 4) {
            return symbol + 1L;
        }
        int more = (symbol - 2) >> 1;
        return ((2L + (symbol & 1)) << more) + bits.read(more) + 1;
    }
}
