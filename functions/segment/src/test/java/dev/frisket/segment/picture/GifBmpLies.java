package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.ints;
import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.latin1;

import dev.frisket.segment.picture.Container.Sizes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;

/** GIF files with too many blocks or with codes that yield no pixels, and BMP files with runs that yield no pixels. */
final class GifBmpLies {
    private static final byte[] PALETTE = new byte[6];
    private static final int MAX_BLOCKS = 200_000;

    private GifBmpLies() {}

    static Stream<Container> gif(Sizes sizes, int parts, int choice) {
        byte[] screen = joined(latin1("GIF89a"), shorts(sizes.width(), sizes.height()), new byte[] {(byte) 0x80, 0, 0});
        byte[] frame = joined(new byte[] {0x2C}, shorts(0, 0, sizes.width(), sizes.height()), new byte[1]);
        byte[] comment = {0x21, (byte) 0xFE, 1, 0, 0};
        return Stream.of(
                Container.of(
                        "many blocks of codes",
                        sizes,
                        screen,
                        PALETTE,
                        frame,
                        new byte[] {2},
                        Container.repeated(new byte[] {1, 0x44}, MAX_BLOCKS + parts),
                        new byte[] {0, 0x3B}),
                Container.of(
                        "many comments",
                        sizes,
                        screen,
                        PALETTE,
                        Container.repeated(comment, MAX_BLOCKS + parts),
                        frame),
                Container.of(
                                "codes that clear the table",
                                sizes,
                                screen,
                                PALETTE,
                                frame,
                                new byte[] {(byte) (2 + choice % 10)},
                                blocks(clears(2 + choice % 10, parts)),
                                new byte[] {0, 0x3B})
                        .orDecoded(),
                Container.of(
                        "codes of more bits than there are",
                        sizes,
                        screen,
                        PALETTE,
                        frame,
                        new byte[] {(byte) (12 + choice % 200)},
                        blocks(new byte[255]),
                        new byte[] {0, 0x3B}));
    }

    /** Clear codes only. */
    private static byte[] clears(int size, int count) {
        BitSink bits = BitSink.lowestFirst();
        for (int i = 0; i < count; i++) {
            bits.put(1L << size, size + 1);
        }
        return bits.toByteArray();
    }

    private static byte[] blocks(byte[] content) {
        ByteBuffer blocks = ByteBuffer.allocate(content.length + content.length / 255 + 1);
        for (int i = 0; i < content.length; i += 255) {
            int length = Math.min(255, content.length - i);
            blocks.put((byte) length).put(content, i, length);
        }
        return Arrays.copyOf(blocks.array(), blocks.position());
    }

    static Stream<Container> bmp(Sizes sizes, int parts, int choice) {
        byte[] picture = JpegLies.progressive(sizes.otherWidth(), sizes.otherHeight(), 3);
        return Stream.of(
                Container.of("a picture inside", sizes, bmp(sizes, 40, 4 + choice % 2, 0, picture)),
                Container.of(
                        "an OS/2 coding", sizes, bmp(sizes, 64, 3 + choice % 2, 1 + choice % 2 * 23, new byte[parts])),
                Container.of("an OS/2 header without pixels", sizes, bmp(sizes, 41 + choice % 11, 0, 24, new byte[0])),
                Container.of("an unknown header", sizes, bmp(sizes, 65 + choice % 40, 0, 24, new byte[0])),
                Container.of("an unknown compression", sizes, bmp(sizes, 40, 7 + choice, 24, new byte[0])),
                Container.of("missing rows", sizes, bmp(sizes, 40, 0, 24, new byte[sizes.width()])),
                Container.of("a palette beyond the end", sizes, bmp(sizes, 108, 3, 16, new byte[parts])),
                Container.of(
                        "a side of more than 15 bits",
                        sizes,
                        latin1("BM"),
                        ints(ByteOrder.LITTLE_ENDIAN, 0, 0, 26, 12),
                        shorts(0x8000 + choice % 0x4000, 1, 1, 24),
                        new byte[3 * 0xC000]));
    }

    private static byte[] bmp(Sizes sizes, int header, int compression, int bits, byte[] content) {
        byte[] head = ints(
                ByteOrder.LITTLE_ENDIAN,
                0,
                0,
                14 + header,
                header,
                sizes.width(),
                sizes.height(),
                1 | bits << 16,
                compression,
                content.length,
                0,
                0,
                Integer.MAX_VALUE,
                0);
        return joined(latin1("BM"), Arrays.copyOf(head, 12 + Math.max(40, header)), content);
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }
}
