package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The Huffman tables that frames of Motion-JPEG films leave out: ITU T.81, annex K.3. */
final class JpegCodes {
    /** A segment of four tables. */
    static final byte[] STANDARD = segment();

    /** Of the class of a table. */
    private static final int AC = 0x10;

    private JpegCodes() {}

    private static byte[] segment() {
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
