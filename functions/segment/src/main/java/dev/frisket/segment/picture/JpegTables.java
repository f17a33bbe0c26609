package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.DQT;
import static dev.frisket.segment.picture.JpegMarker.DRI;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;

/** Reads a JPEG file with only tables, which TIFF files share among their strips: ITU T.81, annex B.5. */
final class JpegTables {

    /** A file has at most eight tables; some programs repeat them. */
    private static final int MAX_SEGMENTS = 100;

    private JpegTables() {}

    /**
     * Extracts the table segments.
     *
     * @param file from its first marker to its last, either of which may be missing
     * @throws PictureException if it also contains a picture
     */
    static byte[] of(Bytes file) throws PictureException {
        Parts segments = new Parts("JPEG", "segments of tables", MAX_SEGMENTS);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        int at = file.u8(1) == SOI ? 2 : 0;
        while (at + 4 <= file.length() && file.u8(at + 1) != EOI) {
            int marker = file.u8(at + 1);
            if (JpegFrame.isFrame(marker) || marker == SOS) {
                throw JpegFrame.anotherOne();
            }
            segments.countAnother();
            int end = at + 2 + file.u16(at + 2);
            if (marker == DHT || marker == DQT || marker == DRI) {
                tables.writeBytes(file.copy(at, end));
            }
            at = end;
        }
        return tables.toByteArray();
    }
}
