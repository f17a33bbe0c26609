package dev.frisket.segment.picture;

/** The markers of JPEG files, by their second bytes: ITU T.81, table B.1. */
final class JpegMarker {
    static final int TEM = 0x01;
    /** Baseline frame. */
    static final int SOF0 = 0xC0;

    /** Extended sequential frame. */
    static final int SOF1 = 0xC1;

    /** Progressive frame. */
    static final int SOF2 = 0xC2;

    /** Huffman tables. */
    static final int DHT = 0xC4;

    /** Arithmetic conditioning. */
    static final int DAC = 0xCC;

    static final int SOF15 = 0xCF;

    /** The first restart marker. */
    static final int RST0 = 0xD0;

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

    static final int APP0 = 0xE0;

    /** EXIF. */
    static final int APP1 = 0xE1;

    /** ICC profiles. */
    static final int APP2 = 0xE2;

    /** Adobe's colour transform. */
    static final int APP14 = 0xEE;

    static final int APP15 = 0xEF;

    /** Comment. */
    static final int COM = 0xFE;

    private JpegMarker() {}

    /** Whether a marker begins any kind of frame: SOF0 to SOF15, a range that also contains DHT, JPG and DAC. */
    static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != 0xC8 && marker != DAC;
    }

    /** Whether a marker begins a segment of tables: Huffman, quantisation, restart interval. */
    static boolean isTable(int marker) {
        return marker == DHT || marker == DQT || marker == DRI;
    }

    /** Whether no length follows a marker outside of scans: TEM, RST0 to RST7, SOI, EOI. */
    static boolean isAlone(int marker) {
        return marker == TEM || (marker >= RST0 && marker <= EOI);
    }

    /**
     * Whether libjpeg reads a length after a marker among scans. After all others it looks for the next marker at once,
     * and so must a count of segments: stuffed zeros, fill bytes, restart markers and markers unknown to it have no
     * length.
     */
    static boolean hasLengthAmongScans(int marker) {
        return marker == DHT
                || marker == DAC
                || (marker >= SOS && marker <= DRI)
                || (marker >= APP0 && marker <= APP15)
                || marker == COM;
    }
}
