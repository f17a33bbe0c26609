package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The tables of JPEG files that are not in the file itself. */
final class JpegTables {

    /** A file has at most eight tables; some programs repeat them. */
    private static final int MAX_SEGMENTS = 100;

    /** The four Huffman tables that frames of Motion-JPEG films leave out, as one segment: ITU T.81, annex K.3. */
    static final byte[] STANDARD = standard();

    /** Of the class of a Huffman table. */
    private static final int AC = 0x10;

    private JpegTables() {}

    /**
     * Extracts the table segments of a JPEG file with only tables, which TIFF files share among their strips: ITU T.81,
     * annex B.5.
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
            if (JpegMarker.isFrame(marker) || marker == SOS) {
                throw JpegFrame.anotherOne();
            }
            segments.countAnother();
            int end = at + 2 + file.u16(at + 2);
            if (JpegMarker.isTable(marker)) {
                tables.writeBytes(file.copy(at, end));
            }
            at = end;
        }
        return tables.toByteArray();
    }

    private static byte[] standard() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        put(tables, 0, JPEGHuffmanTable.StdDCLuminance);
        put(tables, AC, JPEGHuffmanTable.StdACLuminance);
        put(tables, 1, JPEGHuffmanTable.StdDCChrominance);
        put(tables, AC + 1, JPEGHuffmanTable.StdACChrominance);
        int length = tables.size() + 2;
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {(byte) 0xFF, (byte) DHT, (byte) (length >> Byte.SIZE), (byte) length});
        segment.writeBytes(tables.toByteArray());
        return segment.toByteArray();
    }

    private static void put(ByteArrayOutputStream tables, int name, JPEGHuffmanTable table) {
        tables.write(name);
        for (short count : table.getLengths()) {
            tables.write(count);
        }
        for (short value : table.getValues()) {
            tables.write(value);
        }
    }
}
