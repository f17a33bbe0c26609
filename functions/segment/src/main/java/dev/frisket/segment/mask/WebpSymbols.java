package dev.frisket.segment.mask;

/** A mask as the numbers 0 to 255 that lossless WebP stores for it, row by row. */
sealed interface WebpSymbols permits WebpPalette, WebpResiduals {
    /** Symbols in a row. */
    int width();

    int height();

    /** Writes row {@code y} into {@code target} from {@code offset} on. */
    void read(int y, byte[] target, int offset);

    /** Tells the decoder how symbols become pixels. */
    void writeTransforms(BitWriter bits);

    /** Repetitions shorter than this cost more than the symbols themselves. */
    int shortestCopy();
}
