package dev.frisket.segment.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Decodes a strip or tile of a fax coding with the JDK's codec: CCITT groups 3 and 4, and group 3 without line ends.
 *
 * <p>The codec gets a TIFF file that is nothing but this strip.
 */
final class TiffFax {
    /** Options of groups 3 and 4. */
    static final Set<Integer> READ = Set.of(TiffTag.GROUP_3_OPTIONS, TiffTag.GROUP_4_OPTIONS);

    private static final Set<Integer> CODINGS = Set.of(2, 3, 4);

    private static final int HEADER = 8;
    private static final int ENTRIES = 9;
    private static final short SHORT = 3;
    private static final short LONG = 4;

    private TiffFax() {}

    static boolean isOne(int compression) {
        return CODINGS.contains(compression);
    }

    /**
     * Decodes a strip or tile.
     *
     * @param directory with the coding and its options
     * @param coded with the highest bit of each byte first
     * @return rows of bits, the highest bit of each byte first; a row begins with a byte. 1 is what the coding calls black
     */
    static byte[] decode(TiffDirectory directory, byte[] coded, int width, int rows, ProcessorTime time)
            throws IOException, PictureException {
        int compression = directory.number(TiffTag.COMPRESSION, 0);
        ByteBuffer tiff = ByteBuffer.allocate(HEADER + coded.length + 2 + ENTRIES * TiffDirectory.ENTRY_BYTES + 4);
        tiff.put(new byte[] {'M', 'M', 0, '*'}).putInt(HEADER + coded.length);
        tiff.put(coded).putShort((short) ENTRIES);
        entry(tiff, TiffTag.IMAGE_WIDTH, width);
        entry(tiff, TiffTag.IMAGE_LENGTH, rows);
        shortEntry(tiff, TiffTag.COMPRESSION, compression);
        shortEntry(tiff, TiffTag.PHOTOMETRIC, TiffTag.BLACK_IS_ZERO); // otherwise the codec inverts the bits
        entry(tiff, TiffTag.STRIP_OFFSETS, HEADER);
        entry(tiff, TiffTag.ROWS_PER_STRIP, rows);
        entry(tiff, TiffTag.STRIP_BYTES, coded.length);
        entry(tiff, TiffTag.GROUP_3_OPTIONS, directory.number(TiffTag.GROUP_3_OPTIONS, 0));
        entry(tiff, TiffTag.GROUP_4_OPTIONS, directory.number(TiffTag.GROUP_4_OPTIONS, 0));
        tiff.putInt(0);
        try (Codec codec = Codec.open("tiff", tiff.array(), width, rows, time)) {
            return RasterSamples.bytes(codec.read(null).getRaster());
        }
    }

    private static void entry(ByteBuffer tiff, int tag, int value) {
        tiff.putShort((short) tag).putShort(LONG).putInt(1).putInt(value);
    }

    /** The codec ignores some tags if they are LONG. */
    private static void shortEntry(ByteBuffer tiff, int tag, int value) {
        tiff.putShort((short) tag).putShort(SHORT).putInt(1).putInt(value << Short.SIZE);
    }
}
