package dev.frisket.segment.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads the headers of a BMP file. */
final class BmpFile {

    private static final int FILE_HEADER = 14;
    /** Size of OS/2's first header, which has 16-bit sides; all later headers are longer and have 32-bit sides. */
    private static final int CORE_HEADER = 12;
    /** Sizes of the Windows headers that describe colours, and offsets of their fields. */
    private static final int V4_HEADER = 108;

    private static final int V5_HEADER = 124;
    private static final int COLOUR_SPACE = FILE_HEADER + 56;
    private static final int PROFILE = FILE_HEADER + 112;
    private static final int SRGB = 0x73524742;
    /** Uncompressed, two run-length codings, bit fields with and without alpha; 4 and 5 would embed a JPEG or PNG. */
    private static final int BIT_FIELDS = 3;

    private static final int ALPHA_BIT_FIELDS = 6;

    private BmpFile() {}

    static CodedPicture open(Bytes big) throws PictureException {
        Bytes file = big.order(ByteOrder.LITTLE_ENDIAN);
        boolean core = file.i32(FILE_HEADER) == CORE_HEADER;
        int width = core ? file.u16(18) : file.i32(18);
        int height = Math.abs(core ? file.u16(20) : file.i32(22));
        int compression = core ? 0 : file.i32(30);
        if (compression < 0 || (compression > BIT_FIELDS && compression != ALPHA_BIT_FIELDS)) {
            throw new PictureException("The BMP file is compressed in an unusual way; save it as PNG or JPEG.");
        }
        return new CodedPicture(
                width,
                height,
                Optional.empty(),
                Orientation.UPRIGHT,
                time -> decode(withoutProfile(file), width, height, time));
    }

    /** Removes the profile: the codec would read it without converting the colours. */
    private static byte[] withoutProfile(Bytes file) {
        byte[] copy = file.copy(0, file.length());
        ByteBuffer bmp = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int header = file.i32(FILE_HEADER);
        if (header == V4_HEADER || header == V5_HEADER) {
            bmp.putInt(COLOUR_SPACE, SRGB);
        }
        if (header == V5_HEADER) {
            bmp.putLong(PROFILE, 0); // offset and length
        }
        return copy;
    }

    private static Samples decode(byte[] bmp, int width, int height, ProcessorTime time)
            throws IOException, PictureException {
        try (Codec codec = Codec.open("bmp", bmp, width, height, time)) {
            return RasterSamples.of(codec.read(null));
        }
    }
}
