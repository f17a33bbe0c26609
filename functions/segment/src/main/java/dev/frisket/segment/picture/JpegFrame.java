package dev.frisket.segment.picture;

/**
 * The frame header of a JPEG file, and what its channels mean.
 *
 * @param width pixels
 * @param height pixels
 * @param progressive whether further scans make the picture finer
 * @param ids the components' identifiers, as letters where they are
 * @param adobeTransform 0 none, 1 YCbCr, 2 YCCK, or {@link #NO_ADOBE}
 */
record JpegFrame(int width, int height, boolean progressive, String ids, int adobeTransform) {

    static final int NO_ADOBE = -1;

    static JpegFrame read(Bytes file, int at, boolean progressive) throws PictureException {
        int components = file.u8(at + 5);
        if (file.u8(at) != 8 || (components != 1 && components != 3 && components != 4)) {
            throw new PictureException("The JPEG file has " + file.u8(at) + " bits and " + components
                    + " channels; save it with 8 bits as grey, RGB or CMYK.");
        }
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < components; i++) {
            ids.append((char) file.u8(at + 6 + i * 3));
        }
        return new JpegFrame(file.u16(at + 3), file.u16(at + 1), progressive, ids.toString(), NO_ADOBE);
    }

    JpegFrame withAdobe(int transform) {
        return new JpegFrame(width, height, progressive, ids, transform);
    }

    /**
     * Whether the scan at this place is all that the picture needs, so that its decoder notices where bytes are missing.
     * Some cameras leave the end marker out, and browsers don't mind.
     */
    boolean fillsOneScan(Bytes file, int scan) {
        file.mustHold(scan, scan + 2 + file.u16(scan + 2));
        return !progressive && file.u8(scan + 4) == ids.length();
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

    static PictureException cutOff() {
        return new PictureException("The JPEG file is cut off or damaged; send it whole.");
    }
}
