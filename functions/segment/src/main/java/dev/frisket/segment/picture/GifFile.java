package dev.frisket.segment.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads the blocks of a GIF file up to the end of its first frame.
 *
 * <p>The picture is the one that a browser shows first: the logical screen, enlarged if the first frame is larger,
 * black where the frame does not cover it.
 */
final class GifFile {

    private static final int HEADER = 13;
    private static final int FRAME = 0x2C;
    private static final int FRAME_HEADER = 10;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;

    private static final int BLOCK = 255;
    /** Twice as many as the largest file has if its blocks are full. */
    private static final int MAX_BLOCKS = 200_000;
    /** Maximum bytes per coded pixel: its code and a clear code, of 12 bits each. */
    private static final long CODED_PIXEL = 3;
    /** Bytes of the codes that begin and end a picture, with room for some redundant ones. */
    private static final long CODED_ENDS = 1024;

    private final Bytes file;
    private final Parts blocks = new Parts("GIF", "blocks", MAX_BLOCKS);

    private GifFile(Bytes file) {
        this.file = file;
    }

    static CodedPicture open(Bytes little) throws PictureException {
        return new GifFile(little.order(ByteOrder.LITTLE_ENDIAN)).read();
    }

    private CodedPicture read() throws PictureException {
        int header = HEADER + palette(file.u8(10));
        int at = header;
        while (file.u8(at) == EXTENSION) {
            at = endOfBlocks(at + 2, new ByteArrayOutputStream(), 0);
        }
        if (file.u8(at) != FRAME) {
            throw new PictureException("The GIF file has no frame; send one that has.");
        }
        int left = file.u16(at + 1);
        int top = file.u16(at + 3);
        int frameWidth = file.u16(at + 5);
        int frameHeight = file.u16(at + 7);
        int data = at + FRAME_HEADER + palette(file.u8(at + 9)) + 1; // after the initial code size
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        endOfBlocks(data, codes, CODED_PIXEL * frameWidth * frameHeight + CODED_ENDS);
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        coded.writeBytes(file.copy(0, header));
        coded.writeBytes(file.copy(at, data));
        writeBlocks(codes.toByteArray(), coded);
        coded.write(TRAILER);
        int width = Math.max(file.u16(6), left + frameWidth);
        int height = Math.max(file.u16(8), top + frameHeight);
        return new CodedPicture(width, height, Optional.empty(), Orientation.UPRIGHT, time -> decode(
                        coded.toByteArray(), frameWidth, frameHeight, time)
                .at(left, top, width, height));
    }

    private static Samples decode(byte[] gif, int width, int height, ProcessorTime time)
            throws IOException, PictureException {
        try (Codec codec = Codec.open("gif", gif, width, height, time)) {
            return RasterSamples.of(codec.read(null));
        }
    }

    /** Bytes of the palette described by the flags. */
    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /**
     * Skips sub-blocks up to and including the empty one that ends them.
     *
     * @param content receives their content up to {@code most} bytes, and the rest of the last block; no picture needs
     *     more
     * @return the offset after them
     */
    private int endOfBlocks(int at, ByteArrayOutputStream content, long most) throws PictureException {
        int i = at;
        while (file.u8(i) != 0) {
            blocks.countAnother();
            int end = i + 1 + file.u8(i);
            if (content.size() < most) {
                content.writeBytes(file.copy(i + 1, end));
            }
            i = end;
        }
        return i + 1;
    }

    /** Writes the content in new sub-blocks, all full except the last. */
    private static void writeBlocks(byte[] content, ByteArrayOutputStream coded) {
        for (int i = 0; i < content.length; i += BLOCK) {
            int length = Math.min(BLOCK, content.length - i);
            coded.write(length);
            coded.write(content, i, length);
        }
        coded.write(0);
    }
}
