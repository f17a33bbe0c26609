package dev.frisket.segment.picture;

/** Walks over the scans of a JPEG file without decoding them. */
final class JpegScans {

    /** Scans of a progressive file, of which encoders make about ten. */
    private static final int MAX_SCANS = 100;
    /** Scans of the largest picture: each is a pass over all of its pixels, however few bytes the scan has. */
    private static final long MAX_SCANS_OF_LARGEST = 20;

    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private JpegScans() {}

    /**
     * Where the scans end: at the end marker, or with the file if that is missing.
     *
     * @param at offset of the first scan's marker
     * @param pixels in the picture
     * @throws PictureException if there are too many for so many pixels
     */
    static int end(Bytes file, int at, long pixels) throws PictureException {
        long budget = MAX_SCANS_OF_LARGEST * PictureDecoder.MAX_PIXELS;
        long most = Math.max(MAX_SCANS_OF_LARGEST, Math.min(MAX_SCANS, budget / Math.max(1, pixels)));
        int scans = 0;
        int i = at;
        while (i + 1 < file.length()) {
            int marker = file.u8(i) == 0xFF ? file.u8(i + 1) : 0;
            if (marker == EOI) {
                return i;
            }
            if (marker == SOS && ++scans > most) {
                throw new PictureException(
                        "The JPEG file has more than " + most + " scans; save it as a baseline JPEG.");
            }
            i += hasLength(marker) && i + 4 <= file.length() ? 2 + file.u16(i + 2) : 1;
        }
        return file.length();
    }

    /** Not: stuffed zeros (FF 00), fill bytes (FF FF), TEM, and restart markers (FF D0 to FF D7). */
    private static boolean hasLength(int marker) {
        return marker > 0x01 && marker != 0xFF && (marker < 0xD0 || marker > 0xD8);
    }
}
