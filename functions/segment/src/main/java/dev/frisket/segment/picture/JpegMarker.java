package dev.frisket.segment.picture;

/** Second bytes of JPEG markers: ITU T.81, table B.1. */
final class JpegMarker {
    /** Huffman tables. */
    static final int DHT = 0xC4;

    /** Start of the image. */
    static final int SOI = 0xD8;

    /** End of the image. */
    static final int EOI = 0xD9;

    /** Start of a scan. */
    static final int SOS = 0xDA;

    /** Quantisation tables. */
    static final int DQT = 0xDB;

    /** Restart interval. */
    static final int DRI = 0xDD;

    private JpegMarker() {}
}
