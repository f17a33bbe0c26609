package dev.frisket.segment.picture;

import java.util.BitSet;

/**
 * The frame header of a JPEG file, and the colour model of its channels.
 *
 * @param width pixels
 * @param height pixels
 * @param progressive whether further scans refine the picture
 * @param ids the components' identifiers, one character each
 * @param adobeTransform 0 none, 1 YCbCr, 2 YCCK, or {@link #NO_ADOBE}
 */
record JpegFrame(int width, int height, boolean progressive, String ids, int adobeTransform) {

    static final int NO_ADOBE = -1;

    /**
     * Reads the frame header.
     *
     * @param from offset of its content
     * @param to offset after it
     */
    static JpegFrame read(Bytes file, int from, int to, boolean progressive) throws PictureException {
        int components = file.u8(from + 5);
        if (file.u8(from) != 8 || (components != 1 && components != 3 && components != 4)) {
            throw new PictureException("The JPEG file has " + file.u8(from) + " bits and " + components
                    + " channels; save it with 8 bits as grey, RGB or CMYK.");
        }
        if (to - from != 6 + 3 * components) {
            throw cutOff();
        }
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < components; i++) {
            ids.append((char) file.u8(from + 6 + i * 3));
        }
        return new JpegFrame(file.u16(from + 3), file.u16(from + 1), progressive, ids.toString(), NO_ADOBE);
    }

    JpegFrame withAdobe(int transform) {
        return new JpegFrame(width, height, progressive, ids, transform);
    }

    /**
     * Whether the scan at this offset contains the whole picture, so that the decoder detects missing bytes. Some
     * cameras omit the end marker, and browsers accept that.
     */
    boolean fillsOneScan(Bytes file, int scan) {
        file.checkRange(scan, scan + 2 + file.u16(scan + 2));
        return !progressive && file.u8(scan + 4) == ids.length();
    }

    /** Whether all components have different identifiers. */
    boolean isDistinct() {
        return ids.chars().distinct().count() == ids.length();
    }

    /**
     * Gives each component whose identifier occurred before a new one, as libjpeg does, in place.
     *
     * @param segment of the frame or of a scan
     * @param first offset of the first identifier
     * @param step from each to the next, bytes
     */
    static void makeDistinct(byte[] segment, int first, int step) {
        BitSet used = new BitSet();
        int count = segment[first - 1];
        for (int at = first; at < first + count * step; at += step) {
            int id = segment[at] & 0xFF;
            if (used.get(id)) {
                id = used.length(); // the largest and one
                segment[at] = (byte) id;
            }
            used.set(id);
        }
    }

    int channels() {
        return ids.length();
    }

    boolean isGrey() {
        return ids.length() == 1;
    }

    boolean isRgb() {
        return ids.length() == 3 && (adobeTransform == 0 || (adobeTransform == NO_ADOBE && ids.equals("RGB")));
    }

    boolean isYCbCr() {
        return ids.length() == 3 && !isRgb();
    }

    boolean isYcck() {
        return ids.length() == 4 && adobeTransform == 2;
    }

    static PictureException anotherOne() {
        return new PictureException(
                "The JPEG file has two frames, each with a size of its own; save it again with another program.");
    }

    static PictureException cutOff() {
        return new PictureException("The JPEG file is cut off or damaged; send it whole.");
    }
}
