package dev.frisket.segment.picture;

/** Walks over the scans of a JPEG file without decoding them. */
final class JpegScans {

    /** Scans of a progressive file: encoders make about ten; each costs a pass over the whole picture. */
    private static final int MAX_SCANS = 100;

    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private JpegScans() {}

    /**
     * Where the scans end: at the end marker, or with the file if that is missing.
     *
     * @param at offset of the first scan's marker
     * @throws PictureException if there are too many
     */
    static int end(Bytes file, int at) throws PictureException {
        int scans = 0;
        int i = at;
        while (i + 1 < file.length()) {
            int marker = file.u8(i) == 0xFF ? file.u8(i + 1) : 0;
            if (marker == EOI) {
                return i;
            }
            if (marker == SOS && ++scans > MAX_SCANS) {
                throw new PictureException(
                        "The JPEG file has more than " + MAX_SCANS + " scans; save it as a baseline JPEG.");
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
