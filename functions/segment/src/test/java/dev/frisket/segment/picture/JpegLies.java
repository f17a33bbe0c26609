package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.jpegSegment;

import dev.frisket.segment.picture.Container.Sizes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;

/** JPEG files with two frames, too many segments or too many scans. */
final class JpegLies {
    static final byte[] SOI = {(byte) 0xFF, (byte) 0xD8};
    static final byte[] EOI = {(byte) 0xFF, (byte) 0xD9};
    private static final int SOF2 = 0xC2;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int MAX_RUN = 32_767;
    private static final int RUN = 16_384;

    private JpegLies() {}

    static Stream<Container> of(Sizes sizes, int parts, int marker) {
        byte[] frame = frame(SOF2, sizes.width(), sizes.height());
        byte[] other = frame(otherFrame(marker), sizes.otherWidth(), sizes.otherHeight());
        byte[] scan = scan(sizes.width(), sizes.height(), 1);
        byte[] comment = jpegSegment(marker % 2 == 0 ? 0xFE : 0xE0 + marker % 16, new byte[0]);
        byte[] unknown = jpegSegment(2 + marker % 0xBD, repeatedScans(sizes, 110));
        return Stream.of(
                Container.of("two frames", sizes, SOI, tables(), frame, other, scan, EOI),
                Container.of("a frame behind a scan", sizes, SOI, tables(), frame, scan, other, scan, EOI),
                Container.of("a frame in a scan", sizes, SOI, tables(), frame, scan, new byte[9], other, EOI),
                Container.of(
                        "many segments", sizes, SOI, tables(), frame, Container.repeated(comment, parts), scan, EOI),
                Container.of(
                        "many segments behind a scan",
                        sizes,
                        SOI,
                        tables(),
                        frame,
                        scan,
                        Container.repeated(comment, parts),
                        scan,
                        EOI),
                Container.of("many tables", sizes, SOI, Container.repeated(tables(), parts), frame, scan, EOI),
                Container.of("many scans", sizes, progressive(sizes.width(), sizes.height(), 101)),
                Container.of("scans in what is no segment", sizes, SOI, tables(), frame, scan, unknown, EOI));
    }

    private static byte[] repeatedScans(Sizes sizes, int scans) {
        byte[] all = Container.repeated(scan(sizes.width(), sizes.height(), 1), scans);
        return Arrays.copyOf(all, Math.min(all.length, 65_000));
    }

    /** Any frame marker. */
    private static int otherFrame(int marker) {
        int frame = 0xC0 + marker % 16;
        return frame == DHT || frame == 0xC8 || frame == 0xCC ? SOF2 : frame;
    }

    /** A file of three components, all zero: very few bytes, regardless of the number of pixels. */
    static byte[] progressive(int width, int height, int scans) {
        byte[][] all = new byte[scans][];
        Arrays.setAll(all, i -> scan(width, height, i % 3 + 1));
        return joined(SOI, tables(), frame(SOF2, width, height), joined(all), EOI);
    }

    static byte[] frame(int marker, int width, int height) {
        byte[] content = {
            8,
            (byte) (height >> 8),
            (byte) height,
            (byte) (width >> 8),
            (byte) width,
            3,
            1,
            0x11,
            0,
            2,
            0x11,
            0,
            3,
            0x11,
            0
        };
        return jpegSegment(marker, content);
    }

    /** Quantisation by 1, and codes for the longest runs of empty blocks and for one empty block. */
    static byte[] tables() {
        byte[] ones = new byte[65];
        Arrays.fill(ones, 1, 65, (byte) 1);
        byte[] codes = new byte[19];
        codes[0] = 0x10;
        codes[1] = 1;
        codes[2] = 1;
        codes[17] = (byte) 0xE0;
        return joined(jpegSegment(DQT, ones), jpegSegment(DHT, codes));
    }

    private static byte[] scan(int width, int height, int component) {
        BitSink bits = BitSink.highestFirst();
        long left = (width + 7L) / 8 * ((height + 7L) / 8);
        for (; left >= RUN; left -= Math.min(left, MAX_RUN)) {
            bits.put(0, 1).put(Math.min(left, MAX_RUN) - RUN, 14);
        }
        for (; left > 0; left--) {
            bits.put(2, 2);
        }
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream();
        for (byte value : bits.toByteArray()) {
            stuffed.write(value);
            if (value == -1) {
                stuffed.write(0);
            }
        }
        return joined(jpegSegment(SOS, new byte[] {1, (byte) component, 0, 1, 63, 0}), stuffed.toByteArray());
    }
}
