package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.DQT;
import static dev.frisket.segment.picture.JpegMarker.DRI;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;

/** Walks the scans of a JPEG file without decoding them, and copies the segments that they need. */
final class JpegScans {

    /** Scans of a progressive file; encoders write about ten. */
    private static final int MAX_SCANS = 100;
    /** Scans of the largest picture: each is a pass over all its pixels, however few bytes the scan has. */
    private static final long MAX_SCANS_OF_LARGEST = 20;

    /** Offset in a scan's segment. */
    private static final int FIRST_ID = 5;

    private static final int DAC = 0xCC;
    private static final int APP0 = 0xE0;
    private static final int APP15 = 0xEF;
    private static final int COM = 0xFE;

    private JpegScans() {}

    /**
     * Copies the scans and the tables between them, up to the end marker or, if that is missing, to the start of
     * another picture or the end of the file.
     *
     * @param at offset of the first scan's marker
     * @param frame whose scans they are
     * @param segments counted so far
     * @return whether there is an end marker
     * @throws PictureException if there are too many scans for so many pixels, or there is another frame among them
     */
    static boolean copy(Bytes file, int at, JpegFrame frame, Parts segments, ByteArrayOutputStream coded)
            throws PictureException {
        long pixels = (long) frame.width() * frame.height();
        long budget = MAX_SCANS_OF_LARGEST * PictureDecoder.MAX_PIXELS;
        long most = Math.max(MAX_SCANS_OF_LARGEST, Math.min(MAX_SCANS, budget / Math.max(1, pixels)));
        int scans = 0;
        int copied = at;
        int i = at;
        while (i + 1 < file.length()) {
            int marker = file.u8(i) == 0xFF ? file.u8(i + 1) : 0;
            if (marker == EOI || marker == SOI) {
                coded.writeBytes(file.copy(copied, i));
                return marker == EOI;
            }
            if (JpegFrame.isFrame(marker)) {
                throw JpegFrame.anotherOne();
            }
            if (!hasLength(marker) || i + 4 > file.length()) {
                i++;
                continue;
            }
            segments.countAnother();
            if (marker == SOS) {
                scans++;
                Parts.mustBeAtMost("JPEG", "scans", scans, most);
            }
            int end = Math.min(file.length(), i + 2 + file.u16(i + 2));
            if (isMetadata(marker) || (marker == SOS && !frame.isDistinct())) {
                coded.writeBytes(file.copy(copied, i));
                copied = end;
            }
            if (marker == SOS && !frame.isDistinct()) {
                coded.writeBytes(distinct(file.copy(i, end), frame));
            }
            i = end;
        }
        coded.writeBytes(file.copy(Math.min(copied, file.length()), file.length()));
        return false;
    }

    private static byte[] distinct(byte[] scan, JpegFrame frame) throws PictureException {
        if (scan.length <= FIRST_ID || scan[FIRST_ID - 1] != frame.channels()) {
            throw new PictureException(
                    "The JPEG file's channels have equal names; save it again with another program.");
        }
        JpegFrame.makeDistinct(scan, FIRST_ID, 2);
        return scan;
    }

    /**
     * Whether libjpeg reads a length after the marker. After all others it looks for the next marker at once, and so
     * must this count: stuffed zeros, fill bytes, restart markers and markers unknown to it have no length.
     */
    private static boolean hasLength(int marker) {
        return marker == DHT
                || marker == DAC
                || (marker >= SOS && marker <= DRI)
                || (marker >= APP0 && marker <= APP15)
                || marker == COM;
    }

    private static boolean isMetadata(int marker) {
        return marker != DHT && marker != SOS && marker != DQT && marker != DRI;
    }
}
