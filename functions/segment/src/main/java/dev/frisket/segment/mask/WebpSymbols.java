package dev.frisket.segment.mask;

/** A mask as the symbols 0 to 255 that lossless WebP stores for it, row by row. */
sealed interface WebpSymbols permits WebpPalette, WebpResiduals {
    /** Symbols per row. */
    int width();

    int height();

    /** Writes row {@code y} into {@code target}, starting at {@code offset}. */
    void read(int y, byte[] target, int offset);

    /** Writes the transforms by which the decoder turns symbols into pixels. */
    void writeTransforms(BitWriter bits);

    /** Minimum length of a copy; a shorter one costs more than its symbols. */
    int shortestCopy();
}
