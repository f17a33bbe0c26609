package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.jpegSegment;

import dev.frisket.segment.picture.Container.Sizes;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** TIFF files whose strips and tiles contradict the directory's sizes, or with far too many parts or values. */
final class TiffLies {
    private static final int OLD = 6;
    private static final int NEW = 7;
    private static final int YCBCR = 6;
    private static final int RGB = 2;
    private static final int FRAME = 0xC2;

    private TiffLies() {}

    static Stream<Container> of(Sizes sizes, int parts, int choice) {
        byte[] large = JpegLies.progressive(sizes.otherWidth(), sizes.otherHeight(), 3);
        byte[] small = JpegLies.progressive(sizes.width(), sizes.height(), 3);
        byte[] frame = JpegLies.frame(FRAME, sizes.otherWidth(), sizes.otherHeight());
        byte[] twoFrames = HostilePictures.behindFirstMarker(small, frame);
        byte[] scans = JpegLies.progressive(sizes.width(), sizes.height(), 101);
        byte[] comments = HostilePictures.behindFirstMarker(
                small, Container.repeated(jpegSegment(0xFE, new byte[0]), Math.max(parts, 10_001)));
        byte[] nested = Stream.of(large, twoFrames, scans, comments).toList().get(choice % 4);
        byte[] tables = joined(JpegLies.SOI, JpegLies.tables(), frame, JpegLies.EOI);
        ByteOrder order = choice % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return Stream.of(
                new Container("another picture in a strip", strip(order, sizes, NEW, nested), sizes.pixels()),
                new Container("another picture in a tile", tile(order, sizes, NEW, nested), sizes.pixels()),
                new Container("another picture in an old strip", strip(order, sizes, OLD, nested), sizes.pixels()),
                new Container("another picture in an old tile", tile(order, sizes, OLD, nested), sizes.pixels()),
                new Container("another picture as a whole", whole(order, sizes, nested, choice), sizes.pixels()),
                new Container("a frame among tables", tables(order, sizes, tables, small), sizes.pixels()),
                new Container("planes of all channels", planes(order, sizes, small), sizes.pixels()),
                new Container("many strips", many(order, 70_000 + parts, 1), 70_000 + parts),
                new Container("strips upon each other", many(order, 30_000, 100_000), 30_000),
                new Container("many values", values(order, sizes, choice), sizes.pixels()),
                new Container("tiles beyond the picture", tiles(order, sizes), sizes.pixels()),
                new Container("many samples", samples(order, sizes, choice), sizes.pixels()),
                new Container("a strip of codes that clear", lzw(order, sizes, parts, false), sizes.pixels()),
                new Container("a strip of old codes that clear", lzw(order, sizes, parts, true), sizes.pixels()),
                new Container("runs of nothing", runs(order, sizes, parts), sizes.pixels()),
                new Container("strips without lengths", withoutLengths(order, parts), parts),
                new Container("fewer rows of a fax", fax(order, sizes, choice), sizes.pixels() * 64L),
                new Container("blocks of colour beyond all sizes", blocks(order, sizes, choice), sizes.pixels()),
                new Container("samples of any bits", bits(order, sizes, choice), sizes.pixels()).orDecoded());
    }

    private static TiffBuilder jpeg(ByteOrder order, Sizes sizes, int compression) {
        return new TiffBuilder(order)
                .size(sizes.width(), sizes.height(), compression, YCBCR, 3)
                .shorts(530, 1, 1);
    }

    private static byte[] strip(ByteOrder order, Sizes sizes, int compression, byte[] picture) {
        TiffBuilder tiff = jpeg(order, sizes, compression);
        return tiff.longs(273, tiff.put(picture))
                .longs(278, sizes.height())
                .longs(279, picture.length)
                .build();
    }

    private static byte[] tile(ByteOrder order, Sizes sizes, int compression, byte[] picture) {
        TiffBuilder tiff = jpeg(order, sizes, compression);
        return tiff.longs(322, sizes.width())
                .longs(323, sizes.height())
                .longs(324, tiff.put(picture))
                .longs(325, picture.length)
                .build();
    }

    /** With JPEGInterchangeFormat, from which strips of scans may come. */
    private static byte[] whole(ByteOrder order, Sizes sizes, byte[] picture, int choice) {
        TiffBuilder tiff = jpeg(order, sizes, OLD);
        int at = tiff.put(picture);
        int middle = at + picture.length / 2;
        tiff.longs(513, at);
        if (choice % 3 > 0) {
            tiff.longs(514, picture.length);
        }
        boolean several = choice % 5 > 2 && sizes.height() > 1;
        int rest = picture.length - picture.length / 2;
        return several
                ? tiff.longs(273, middle, middle)
                        .longs(279, rest, rest)
                        .longs(278, (sizes.height() + 1) / 2)
                        .build()
                : tiff.longs(273, middle)
                        .longs(279, rest)
                        .longs(278, sizes.height())
                        .build();
    }

    private static byte[] tables(ByteOrder order, Sizes sizes, byte[] tables, byte[] picture) {
        TiffBuilder tiff = jpeg(order, sizes, NEW).entry(347, 7, tables.length, tables);
        return tiff.longs(273, tiff.put(picture)).longs(279, picture.length).build();
    }

    private static byte[] planes(ByteOrder order, Sizes sizes, byte[] picture) {
        TiffBuilder tiff = jpeg(order, sizes, NEW).shorts(284, 2);
        int at = tiff.put(picture);
        return tiff.longs(273, at, at, at)
                .longs(279, picture.length, picture.length, picture.length)
                .build();
    }

    private static byte[] many(ByteOrder order, int rows, int bytes) {
        TiffBuilder tiff = new TiffBuilder(order).size(1, rows, 1, 1, 1);
        int at = tiff.put(new byte[bytes]);
        return tiff.longs(273, IntStream.generate(() -> at).limit(rows).toArray())
                .longs(279, IntStream.generate(() -> bytes).limit(rows).toArray())
                .longs(278, 1)
                .build();
    }

    private static byte[] values(ByteOrder order, Sizes sizes, int choice) {
        int[] tags = {258, 266, 292, 320, 338, 339, 529, 530, 532, 519, 347};
        int tag = tags[choice % tags.length];
        byte[] values = new byte[8 * 200_000];
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 1, RGB, 3);
        byte[] pixels = new byte[sizes.pixels() * 3];
        return tiff.longs(273, tiff.put(pixels))
                .longs(279, pixels.length)
                .entry(tag, tag == 529 || tag == 532 ? 5 : 3, 200_000, values)
                .build();
    }

    private static byte[] tiles(ByteOrder order, Sizes sizes) {
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 8, RGB, 3);
        return tiff.longs(322, sizes.otherWidth())
                .longs(323, sizes.otherHeight())
                .longs(324, tiff.put(new byte[100]))
                .longs(325, 100)
                .build();
    }

    private static byte[] samples(ByteOrder order, Sizes sizes, int choice) {
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 8, RGB, 3);
        return tiff.shorts(277, 17 + choice * 5)
                .longs(273, tiff.put(new byte[100]))
                .longs(279, 100)
                .build();
    }

    private static byte[] lzw(ByteOrder order, Sizes sizes, int codes, boolean old) {
        BitSink bits = old ? BitSink.lowestFirst() : BitSink.highestFirst();
        for (int i = 0; i < codes; i++) {
            bits.put(256, 9);
        }
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 5, 1, 1);
        byte[] strip = bits.toByteArray();
        return tiff.longs(273, tiff.put(strip)).longs(279, strip.length).build();
    }

    private static byte[] runs(ByteOrder order, Sizes sizes, int count) {
        byte[] strip = new byte[100 * count];
        Arrays.fill(strip, Byte.MIN_VALUE);
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 32773, 1, 1);
        return tiff.longs(273, tiff.put(strip)).longs(279, strip.length).build();
    }

    /** Each reaches to the end of the file. */
    private static byte[] withoutLengths(ByteOrder order, int rows) {
        TiffBuilder tiff = new TiffBuilder(order).size(1, rows, 5, 1, 1);
        int at = tiff.put(new byte[10_000]);
        return tiff.longs(273, IntStream.generate(() -> at).limit(rows).toArray())
                .longs(278, 1)
                .build();
    }

    private static byte[] fax(ByteOrder order, Sizes sizes, int choice) {
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width() * 8, sizes.height() * 8, 2 + choice % 3, 0, 1);
        byte[] strip = {(byte) choice};
        return tiff.shorts(258, 1)
                .longs(273, tiff.put(strip))
                .longs(279, strip.length)
                .build();
    }

    private static byte[] blocks(ByteOrder order, Sizes sizes, int choice) {
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 1, YCBCR, 3);
        int[] factors = {0, 3, 5, 16, 65_535};
        return tiff.shorts(530, factors[choice % factors.length], 2)
                .longs(273, tiff.put(new byte[sizes.pixels() * 6]))
                .longs(279, sizes.pixels() * 6)
                .build();
    }

    private static byte[] bits(ByteOrder order, Sizes sizes, int choice) {
        TiffBuilder tiff = new TiffBuilder(order).size(sizes.width(), sizes.height(), 1, choice % 7, 1 + choice % 5);
        return tiff.shorts(258, choice % 80)
                .shorts(266, 1 + choice % 2)
                .shorts(284, 1 + choice % 3)
                .shorts(317, 1 + choice % 4)
                .longs(273, tiff.put(new byte[sizes.pixels() * 8]))
                .longs(279, 0)
                .build();
    }
}
