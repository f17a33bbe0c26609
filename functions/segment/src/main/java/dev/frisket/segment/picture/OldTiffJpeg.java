package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.JpegMarker.DHT;
import static dev.frisket.segment.picture.JpegMarker.DQT;
import static dev.frisket.segment.picture.JpegMarker.DRI;
import static dev.frisket.segment.picture.JpegMarker.EOI;
import static dev.frisket.segment.picture.JpegMarker.SOF0;
import static dev.frisket.segment.picture.JpegMarker.SOI;
import static dev.frisket.segment.picture.JpegMarker.SOS;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds JPEG files from TIFF files with the old kind of JPEG compression: TIFF 6.0, section 22.
 *
 * <p>Every program that wrote such files interpreted the section differently. Supported are: one JPEG file for the
 * picture, one for each strip, and strips of bare scans with the tables at the start of a JPEG file or at offsets of
 * their own.
 */
final class OldTiffJpeg {

    private static final int MAX_SEGMENTS = 100;

    private static final int QUANTISATION_BYTES = 64;
    private static final int CODE_LENGTHS = 16;
    private static final int AC = 0x10;

    private final TiffDirectory directory;
    private final Bytes file;
    private final int partWidth;
    private final int samples;
    private final Optional<Bytes> whole;
    private @Nullable Header common;

    OldTiffJpeg(TiffDirectory directory, TiffParts parts) {
        this.directory = directory;
        this.file = directory.bytes();
        this.partWidth = parts.partWidth();
        this.samples = directory.samples();
        this.whole = findWhole(parts);
    }

    /** The JPEG file that contains the whole picture, if there is one. */
    Optional<Bytes> whole() {
        return whole;
    }

    private Optional<Bytes> findWhole(TiffParts parts) {
        long first = parts.count() == 0 ? file.length() : parts.offset(0);
        if (parts.count() == 1 && beginsAt(first)) {
            return Optional.of(from(first));
        }
        long offset = offset();
        long length = Integer.toUnsignedLong(directory.number(TiffTag.JPEG_BYTES, 0));
        boolean reachesIntoStrips = length == 0 || (offset <= first && offset + length > first);
        return beginsAt(offset) && reachesIntoStrips ? Optional.of(from(offset)) : Optional.empty();
    }

    private long offset() {
        return Integer.toUnsignedLong(directory.number(TiffTag.JPEG_OFFSET, 0));
    }

    private boolean beginsAt(long offset) {
        return offset > 0 && offset + 2 <= file.length() && begins(from(offset));
    }

    private static boolean begins(Bytes bytes) {
        return bytes.length() > 2 && bytes.u8(0) == 0xFF && bytes.u8(1) == SOI;
    }

    private Bytes from(long offset) {
        return file.part(offset, file.length());
    }

    /**
     * A strip or tile as a standalone file.
     *
     * @param strip as stored
     * @param rows number of rows
     */
    Bytes part(Bytes strip, int rows) throws PictureException {
        if (begins(strip)) {
            return strip;
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(0xFF);
        jpeg.write(SOI);
        Header header = common();
        jpeg.writeBytes(header.tables);
        write(jpeg, SOF0, frame(rows, header.components));
        boolean hasScanHeader = strip.length() > 2 && strip.u8(0) == 0xFF && strip.u8(1) == SOS;
        if (!hasScanHeader) {
            write(jpeg, SOS, header.scan);
        }
        jpeg.writeBytes(strip.copy(0, strip.length()));
        jpeg.write(0xFF);
        jpeg.write(EOI);
        return new Bytes(jpeg.toByteArray());
    }

    /**
     * The header shared by all strips.
     *
     * @param tables segments
     * @param components of the frame: their number, and three bytes for each
     * @param scan content of the segment that begins a scan
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Header(byte[] tables, byte[] components, byte[] scan) {}

    private Header common() throws PictureException {
        if (common == null) {
            common = beginsAt(offset()) ? header(from(offset())) : header();
        }
        return common;
    }

    /** The header from a JPEG file that ends before its first scan's bits. */
    private Header header(Bytes jpeg) throws PictureException {
        Parts segments = new Parts("JPEG", "segments of tables", MAX_SEGMENTS);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        byte[] components = components();
        byte[] scan = scan();
        for (int at = 2; at + 4 <= jpeg.length() && jpeg.u8(at + 1) != EOI; at += 2 + jpeg.u16(at + 2)) {
            segments.countAnother();
            int marker = jpeg.u8(at + 1);
            int end = at + 2 + jpeg.u16(at + 2);
            if (JpegMarker.isTable(marker)) {
                tables.writeBytes(jpeg.copy(at, end));
            } else if (marker == SOF0) {
                components = jpeg.copy(at + 9, end);
            } else if (marker == SOS) {
                scan = jpeg.copy(at + 4, end);
                break;
            } else if (JpegMarker.isFrame(marker)) {
                throw new PictureException(
                        "The TIFF file is compressed in an unusual way; save it with LZW or as PNG.");
            }
        }
        return new Header(tables.toByteArray(), components, scan);
    }

    /** The header from tables at offsets given by tags. */
    private Header header() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        int id = 0;
        for (int offset : directory.numbers(TiffTag.JPEG_QUANTISATION)) {
            write(tables, DQT, table(id++, offset, QUANTISATION_BYTES));
        }
        writeCodes(tables, directory.numbers(TiffTag.JPEG_DC_CODES), 0);
        writeCodes(tables, directory.numbers(TiffTag.JPEG_AC_CODES), AC);
        directory
                .number(TiffTag.JPEG_RESTART_INTERVAL)
                .filter(interval -> interval > 0)
                .ifPresent(interval -> write(tables, DRI, new byte[] {(byte) (interval >> 8), interval.byteValue()}));
        return new Header(tables.toByteArray(), components(), scan());
    }

    private void writeCodes(ByteArrayOutputStream tables, int[] offsets, int type) {
        int id = type;
        for (int offset : offsets) {
            int codes = 0;
            for (int i = 0; i < CODE_LENGTHS; i++) {
                codes += file.u8(offset + i);
            }
            write(tables, DHT, table(id++, offset, CODE_LENGTHS + codes));
        }
    }

    private byte[] table(int id, int offset, int bytes) {
        byte[] table = new byte[1 + bytes];
        table[0] = (byte) id;
        System.arraycopy(file.copy(offset, offset + (long) bytes), 0, table, 1, bytes);
        return table;
    }

    private byte[] frame(int rows, byte[] components) {
        return ByteBuffer.allocate(5 + components.length)
                .put((byte) Byte.SIZE)
                .putShort((short) rows)
                .putShort((short) partWidth)
                .put(components)
                .array();
    }

    /** Frame components: the first with the directory's subsampling, each with tables of its own. */
    private byte[] components() {
        int[] subsampling = directory.numbers(TiffTag.YCBCR_SUBSAMPLING);
        byte[] components = new byte[1 + 3 * samples];
        components[0] = (byte) samples;
        for (int i = 0; i < samples; i++) {
            components[1 + 3 * i] = (byte) (i + 1);
            boolean sampledFiner = samples > 1 && i == 0;
            components[2 + 3 * i] = (byte)
                    (!sampledFiner ? 0x11 : subsampling.length > 1 ? subsampling[0] << 4 | subsampling[1] : 0x22);
            components[3 + 3 * i] = (byte) i;
        }
        return components;
    }

    private byte[] scan() {
        byte[] scan = new byte[4 + 2 * samples];
        scan[0] = (byte) samples;
        for (int i = 0; i < samples; i++) {
            scan[1 + 2 * i] = (byte) (i + 1);
            scan[2 + 2 * i] = (byte) (i << 4 | i);
        }
        scan[2 + 2 * samples] = 63; // the last coefficient's index
        return scan;
    }

    private static void write(ByteArrayOutputStream jpeg, int marker, byte[] content) {
        int length = 2 + content.length;
        jpeg.write(0xFF);
        jpeg.write(marker);
        jpeg.write(length >> 8);
        jpeg.write(length);
        jpeg.writeBytes(content);
    }
}
