package dev.frisket.segment.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
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

    private static final int INTERLACED = 0x40;
    /** First row and distance of rows. */
    private static final int[][] ALL_ROWS = {{0, 1}};

    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

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
        int at = frame(HEADER + palette(file.u8(10)));
        int left = file.u16(at + 1);
        int top = file.u16(at + 3);
        int frameWidth = file.u16(at + 5);
        int frameHeight = file.u16(at + 7);
        int data = at + FRAME_HEADER + palette(file.u8(at + 9)) + 1; // after the initial code size
        ByteArrayOutputStream codes = new ByteArrayOutputStream();
        endOfBlocks(data, codes, CODED_PIXEL * frameWidth * frameHeight + CODED_ENDS);
        int width = Math.max(file.u16(6), left + frameWidth);
        int height = Math.max(file.u16(8), top + frameHeight);
        return new CodedPicture(
                width, height, Optional.empty(), Orientation.UPRIGHT, time -> decode(at, codes.toByteArray(), time)
                        .at(left, top, width, height));
    }

    /** The offset of the first frame's header, behind extensions. */
    private int frame(int extensions) throws PictureException {
        int at = extensions;
        while (file.u8(at) == EXTENSION) {
            at = endOfBlocks(at + 2, new ByteArrayOutputStream(), 0);
        }
        if (file.u8(at) != FRAME) {
            throw new PictureException("The GIF file has no frame; send one that has.");
        }
        return at;
    }

    /** @param frame offset of its header */
    private Samples decode(int frame, byte[] codes, ProcessorTime time) throws PictureException {
        int width = file.u16(frame + 5);
        int height = file.u16(frame + 7);
        int flags = file.u8(frame + 9);
        int local = palette(flags);
        byte[] indices = new byte[width * height]; // those after an end code remain 0
        LzwCodes.gif(codes, file.u8(frame + FRAME_HEADER + local), indices);
        time.check();
        byte[] palette = local > 0
                ? file.copy(frame + FRAME_HEADER, frame + FRAME_HEADER + local)
                : file.copy(HEADER, HEADER + palette(file.u8(10)));
        byte[] rgb = new byte[indices.length * 3];
        int i = 0;
        for (int[] pass : (flags & INTERLACED) == 0 ? ALL_ROWS : PASSES) {
            for (int y = pass[0]; y < height; y += pass[1]) {
                for (int o = y * width * 3; o < (y + 1) * width * 3; o += 3) {
                    colour(indices[i++] & 0xFF, palette, rgb, o);
                }
            }
        }
        return new Samples(width, height, Colours.RGB, rgb);
    }

    /** Without any palette an index is a grey; without this colour it is black. */
    private static void colour(int index, byte[] palette, byte[] rgb, int at) {
        if (palette.length == 0) {
            Arrays.fill(rgb, at, at + 3, (byte) index);
        } else if (index * 3 < palette.length) {
            System.arraycopy(palette, index * 3, rgb, at, 3);
        }
    }

    /** Bytes of the palette described by the flags. */
    private static int palette(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /**
     * Skips sub-blocks up to and including the empty one that ends them.
     *
     * @param content receives their content up to {@code max} bytes, and the rest of the last block; no picture needs
     *     more
     * @return the offset after them
     */
    private int endOfBlocks(int at, ByteArrayOutputStream content, long max) throws PictureException {
        int i = at;
        while (file.u8(i) != 0) {
            blocks.countAnother();
            int end = i + 1 + file.u8(i);
            if (content.size() < max) {
                content.writeBytes(file.copy(i + 1, end));
            }
            i = end;
        }
        return i + 1;
    }
}
