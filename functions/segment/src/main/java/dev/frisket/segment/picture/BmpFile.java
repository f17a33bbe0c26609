package dev.frisket.segment.picture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.ImageReader;

/** Reads the headers of a BMP file. */
final class BmpFile {

    /** The size of OS/2's first header, whose sides have 16 bits; all later ones are longer and have 32. */
    private static final int CORE_HEADER = 12;
    /** Uncompressed, two run-length codings, bit fields with and without alpha; 4 and 5 would embed a JPEG or PNG. */
    private static final int BIT_FIELDS = 3;

    private static final int ALPHA_BIT_FIELDS = 6;

    private BmpFile() {}

    static CodedPicture open(Bytes big) throws PictureException {
        Bytes file = big.order(ByteOrder.LITTLE_ENDIAN);
        boolean core = file.i32(14) == CORE_HEADER;
        int width = core ? file.u16(18) : file.i32(18);
        int height = Math.abs(core ? file.u16(20) : file.i32(22));
        int compression = core ? 0 : file.i32(30);
        if (compression < 0 || (compression > BIT_FIELDS && compression != ALPHA_BIT_FIELDS)) {
            throw new PictureException("The BMP file is compressed in an unusual way; save it as PNG or JPEG.");
        }
        return new CodedPicture(
                width, height, Optional.empty(), Orientation.UPRIGHT, () -> decode(file.copy(0, file.length())));
    }

    private static Samples decode(byte[] bmp) throws IOException {
        ImageReader reader = Codec.reader("bmp", bmp);
        try {
            return RasterSamples.of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }
}
