package dev.frisket.segment.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;
import javax.imageio.ImageReader;

/**
 * Reads the blocks of a GIF file up to the end of its first frame.
 *
 * <p>The picture is what a browser shows first: the logical screen, enlarged where the first frame is larger, black
 * where the frame leaves it bare.
 */
final class GifFile {

    private static final int HEADER = 13;
    private static final int FRAME = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;

    private GifFile() {}

    static CodedPicture open(Bytes little) throws PictureException {
        Bytes file = little.order(ByteOrder.LITTLE_ENDIAN);
        int at = HEADER + palette(file.u8(10));
        int blocks = at;
        while (file.u8(at) == EXTENSION) {
            at = endOfBlocks(file, at + 2);
        }
        if (file.u8(at) != FRAME) {
            throw new PictureException("The GIF file has no frame; send one that has.");
        }
        int left = file.u16(at + 1);
        int top = file.u16(at + 3);
        int end = endOfBlocks(file, at + 10 + palette(file.u8(at + 9)) + 1);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        coded.writeBytes(file.copy(0, blocks));
        coded.writeBytes(file.copy(at, end));
        coded.write(TRAILER);
        int width = Math.max(file.u16(6), left + file.u16(at + 5));
        int height = Math.max(file.u16(8), top + file.u16(at + 7));
        return new CodedPicture(width, height, Optional.empty(), Orientation.UPRIGHT, () -> decode(coded.toByteArray())
                .at(left, top, width, height));
    }

    private static Samples decode(byte[] gif) throws IOException {
        ImageReader reader = Codec.reader("gif", gif);
        try {
            return RasterSamples.of(reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    /** Bytes of the palette that flags announce. */
    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static int endOfBlocks(Bytes file, int at) {
        int i = at;
        while (file.u8(i) != 0) {
            i += 1 + file.u8(i);
        }
        return i + 1;
    }
}
