package dev.frisket.segment.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/** Reads the headers of a BMP file. */
final class BmpFile {

    private static final int FILE_HEADER = 14;
    /** Where the sizes of the file and of its pixels stand, in bytes, and what leads to the pixels. */
    private static final int FILE_SIZE = 2;

    private static final int PIXELS = 10;
    private static final int BITS = 28;
    private static final int COMPRESSION = 30;
    private static final int PIXELS_SIZE = 34;
    private static final int COLOURS = 46;
    /** The size of OS/2's first header, whose sides have 16 bits; all later ones are longer and have 32. */
    private static final int CORE_HEADER = 12;
    /** The size of Windows' first header, and of those with masks; between 16 and 64 all others are of OS/2's second. */
    private static final int INFO_HEADER = 40;

    private static final Set<Integer> WINDOWS_HEADERS = Set.of(INFO_HEADER, 52, 56);
    private static final int MIN_OS2_HEADER = 16;
    private static final int MAX_OS2_HEADER = 64;
    /** Sizes of the Windows headers that describe colours, and offsets of their fields. */
    private static final int V4_HEADER = 108;

    private static final int V5_HEADER = 124;
    private static final int COLOUR_SPACE = FILE_HEADER + 56;
    private static final int PROFILE = FILE_HEADER + 112;
    private static final int SRGB = 0x73524742;
    /** Uncompressed, two run-length codings, bit fields with and without alpha; 4 and 5 would embed a JPEG or PNG. */
    private static final int RUNS_OF_8_BITS = 1;

    private static final int RUNS_OF_4_BITS = 2;
    private static final int BIT_FIELDS = 3;

    private static final int ALPHA_BIT_FIELDS = 6;
    /** Behind a zero in runs: that is all; the next pixel is elsewhere. */
    private static final int END = 1;

    private static final int MOVE = 2;

    private BmpFile() {}

    static CodedPicture open(Bytes big) throws PictureException {
        Bytes file = windows(big.order(ByteOrder.LITTLE_ENDIAN));
        boolean core = file.i32(FILE_HEADER) == CORE_HEADER;
        int width = core ? file.u16(18) : file.i32(18);
        int height = Math.abs(core ? file.u16(20) : file.i32(22));
        int compression = core ? 0 : file.i32(COMPRESSION);
        if (compression < 0 || (compression > BIT_FIELDS && compression != ALPHA_BIT_FIELDS)) {
            throw unusuallyCompressed();
        }
        return new CodedPicture(
                width,
                height,
                Optional.empty(),
                Orientation.UPRIGHT,
                time -> decode(mended(file), width, height, time));
    }

    /** The same file with a header of Windows: that of OS/2 begins as it does, may end early, and goes on otherwise. */
    private static Bytes windows(Bytes file) throws PictureException {
        int header = file.i32(FILE_HEADER);
        if (header < MIN_OS2_HEADER || header > MAX_OS2_HEADER || WINDOWS_HEADERS.contains(header)) {
            return file;
        }
        int same = Math.min(header, INFO_HEADER);
        if (same > COMPRESSION - FILE_HEADER && file.i32(COMPRESSION) > RUNS_OF_4_BITS) {
            throw unusuallyCompressed(); // by other numbers than those of Windows
        }
        int rest = FILE_HEADER + header;
        ByteBuffer bmp = ByteBuffer.allocate(FILE_HEADER + INFO_HEADER + file.length() - rest)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(file.copy(0, FILE_HEADER + same))
                .position(FILE_HEADER + INFO_HEADER)
                .put(file.copy(rest, file.length()))
                .putInt(FILE_HEADER, INFO_HEADER)
                .putInt(PIXELS, file.within(PIXELS) + INFO_HEADER - header);
        return new Bytes(bmp.array()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static PictureException unusuallyCompressed() {
        return new PictureException("The BMP file is compressed in an unusual way; save it as PNG or JPEG.");
    }

    /** The codec would read a profile, though its colours are not converted, and would trust a wrong size of the file. */
    private static byte[] mended(Bytes file) {
        byte[] copy = file.copy(0, file.length());
        ByteBuffer bmp = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int compression = file.i32(FILE_HEADER) == CORE_HEADER ? 0 : file.i32(COMPRESSION);
        if (compression != RUNS_OF_8_BITS && compression != RUNS_OF_4_BITS) {
            bmp.putInt(FILE_SIZE, copy.length);
        } else if (file.u32(FILE_SIZE) <= file.u32(PIXELS)) {
            // Without either size the codec would take runs that are cut off for whole ones.
            int end = file.i32(PIXELS_SIZE) == 0 ? endOfRuns(file, compression) : copy.length;
            bmp.putInt(FILE_SIZE, end);
        }
        int header = file.i32(FILE_HEADER);
        if (header >= INFO_HEADER && file.u16(BITS) <= Byte.SIZE && file.u32(PIXELS) == FILE_HEADER + header) {
            // The offset leads to the palette.
            int colours = file.i32(COLOURS) == 0 ? 1 << file.u16(BITS) : file.within(COLOURS);
            bmp.putInt(PIXELS, FILE_HEADER + header + Integer.BYTES * colours);
        }
        if (header == V4_HEADER || header == V5_HEADER) {
            bmp.putInt(COLOUR_SPACE, SRGB);
        }
        if (header == V5_HEADER) {
            bmp.putLong(PROFILE, 0); // offset and length
        }
        return copy;
    }

    /** @throws IndexOutOfBoundsException if the file ends before they do */
    private static int endOfRuns(Bytes file, int compression) {
        int at = file.within(PIXELS);
        while (true) {
            int count = file.u8(at);
            int value = file.u8(at + 1);
            at += 2;
            if (count == 0 && value == END) {
                return at;
            }
            if (count == 0 && value == MOVE) {
                at += 2;
            } else if (count == 0 && value > MOVE) { // so many pixels, filled up to words
                int bytes = compression == RUNS_OF_8_BITS ? value : (value + 1) / 2;
                at += bytes + bytes % 2;
            }
        }
    }

    private static Samples decode(byte[] bmp, int width, int height, ProcessorTime time)
            throws IOException, PictureException {
        try (Codec codec = Codec.open("bmp", bmp, width, height, time)) {
            return RasterSamples.of(codec.read(null));
        }
    }
}
