package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files in the strips and tiles of TIFF files decode to the same pictures as standalone files. */
class TiffJpegTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;
    private static final int OLD = 6;
    private static final int NEW = 7;
    private static final int RGB = 2;
    private static final int YCBCR = 6;
    private static final int SOF0 = 0xC0;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;

    private byte[] jpeg = {};
    private byte[] alone = {};

    @BeforeEach
    void read() throws Exception {
        jpeg = Pictures.bytes("jpeg-444.jpg");
        alone = PictureDecoder.decode(jpeg).rgb();
    }

    /** The segments before a JPEG file's scan, starting at their markers, and the scan's bits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Split(List<byte[]> segments, byte[] bits) {
        static Split of(byte[] jpeg) {
            Bytes bytes = new Bytes(jpeg);
            List<byte[]> segments = new ArrayList<>();
            int at = 2;
            for (int marker = 0; marker != SOS; ) {
                marker = bytes.u8(at + 1);
                int end = at + 2 + bytes.u16(at + 2);
                segments.add(bytes.copy(at, end));
                at = end;
            }
            return new Split(segments, bytes.copy(at, jpeg.length - 2));
        }

        byte[] of(int... markers) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            segments.stream()
                    .filter(segment -> Arrays.stream(markers).anyMatch(marker -> (segment[1] & 0xFF) == marker))
                    .forEach(all::writeBytes);
            return all.toByteArray();
        }

        /** The contents of these segments, in order. */
        List<byte[]> contents(int marker) {
            return segments.stream()
                    .filter(segment -> (segment[1] & 0xFF) == marker)
                    .map(segment -> Arrays.copyOfRange(segment, 4, segment.length))
                    .toList();
        }
    }

    private static TiffBuilder tiff(int height, int compression) {
        return new TiffBuilder(ByteOrder.LITTLE_ENDIAN)
                .size(WIDTH, height, compression, YCBCR, 3)
                .shorts(530, 1, 1);
    }

    private static TiffBuilder strips(TiffBuilder tiff, byte[]... strips) {
        int[] offsets = Arrays.stream(strips).mapToInt(tiff::put).toArray();
        int[] lengths = Arrays.stream(strips).mapToInt(strip -> strip.length).toArray();
        return tiff.longs(273, offsets).longs(278, HEIGHT).longs(279, lengths);
    }

    private void assertRows(byte[] tiff, int rows) throws PictureException {
        byte[] twice = HostilePictures.joined(alone, alone);
        assertThat(PictureDecoder.decode(tiff).rgb()).isEqualTo(Arrays.copyOf(twice, rows * WIDTH * 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {OLD, NEW})
    void eachStripIsAFile(int compression) throws Exception {
        assertRows(strips(tiff(HEIGHT, compression), jpeg).build(), HEIGHT);
        assertRows(strips(tiff(2 * HEIGHT, compression), jpeg, jpeg).build(), 2 * HEIGHT);
    }

    @Test
    void theLastStripMayBeFilledUp() throws Exception {
        assertRows(strips(tiff(40, NEW), jpeg, jpeg).build(), 40);
    }

    @Test
    void tablesStandOnceForAllStrips() throws Exception {
        Split split = Split.of(jpeg);
        byte[] tables = HostilePictures.joined(JpegLies.SOI, split.of(DQT, DHT), JpegLies.EOI);
        byte[] strip = HostilePictures.joined(JpegLies.SOI, split.of(SOF0, SOS), split.bits, JpegLies.EOI);
        TiffBuilder tiff = tiff(2 * HEIGHT, NEW).entry(347, NEW, tables.length, tables);
        assertRows(strips(tiff, strip, strip).build(), 2 * HEIGHT);
    }

    @Test
    void tilesReachBeyondTheEdge() throws Exception {
        TiffBuilder tiff = new TiffBuilder(ByteOrder.BIG_ENDIAN).size(WIDTH + 10, HEIGHT, NEW, YCBCR, 3);
        int at = tiff.put(jpeg);
        tiff.longs(322, WIDTH).longs(323, HEIGHT).longs(324, at, at).longs(325, jpeg.length, jpeg.length);
        byte[] rgb = PictureDecoder.decode(tiff.build()).rgb();
        for (int y = 0; y < HEIGHT; y++) {
            byte[] row = Arrays.copyOfRange(alone, y * WIDTH * 3, (y + 1) * WIDTH * 3);
            byte[] found = Arrays.copyOfRange(rgb, y * (WIDTH + 10) * 3, (y + 1) * (WIDTH + 10) * 3);
            assertThat(found).isEqualTo(HostilePictures.joined(row, Arrays.copyOf(row, 30)));
        }
    }

    @Test
    void channelsStandApart() throws Exception {
        byte[] grey = Pictures.bytes("jpeg-grey.jpg");
        TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN)
                .size(WIDTH, HEIGHT, NEW, RGB, 3)
                .shorts(284, 2);
        byte[] file = strips(tiff, grey, grey, grey).build();
        assertThat(PictureDecoder.decode(file).rgb())
                .isEqualTo(PictureDecoder.decode(grey).rgb());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneFileIsThePictureWhereverItsStripsBegin(boolean withLength) throws Exception {
        TiffBuilder tiff = tiff(HEIGHT, OLD);
        int at = tiff.put(jpeg);
        int bits = jpeg.length - 2 - Split.of(jpeg).bits.length;
        tiff.longs(513, at).longs(273, at + bits).longs(279, jpeg.length - bits);
        assertRows((withLength ? tiff.longs(514, jpeg.length) : tiff).build(), HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stripsOfBareBitsTakeTheirTablesFromAFileWithoutAny(boolean withScan) throws Exception {
        Split split = Split.of(jpeg);
        byte[] header = HostilePictures.joined(
                JpegLies.SOI, withScan ? split.of(DQT, SOF0, DHT, SOS) : split.of(DQT, SOF0, DHT));
        byte[] strip = withScan ? split.bits : HostilePictures.joined(split.of(SOS), split.bits);
        TiffBuilder tiff = tiff(2 * HEIGHT, OLD);
        tiff.longs(513, tiff.put(header)).longs(514, header.length);
        assertRows(strips(tiff, strip, strip).build(), 2 * HEIGHT);
    }

    @Test
    void stripsOfBareBitsTakeTheirTablesFromOffsets() throws Exception {
        Split split = Split.of(jpeg);
        TiffBuilder tiff = tiff(2 * HEIGHT, OLD);
        int[] quantisation = offsets(tiff, split.contents(DQT), 0, 1, 1);
        List<byte[]> codes = split.contents(DHT); // of luminance, DC and AC, then of chrominance
        assertThat(codes).hasSize(4);
        tiff.longs(519, quantisation)
                .longs(520, offsets(tiff, codes, 0, 2, 2))
                .longs(521, offsets(tiff, codes, 1, 3, 3));
        assertRows(strips(tiff, split.bits, split.bits).build(), 2 * HEIGHT);
    }

    /** The offsets of the tables, stored without their numbers. */
    private static int[] offsets(TiffBuilder tiff, List<byte[]> tables, int... indices) {
        return Arrays.stream(indices)
                .map(index -> tiff.put(Arrays.copyOfRange(tables.get(index), 1, tables.get(index).length)))
                .toArray();
    }

    /** Width and height in the directory, for a JPEG file of 37 x 23. */
    @ParameterizedTest
    @CsvSource({"36, 23", "38, 23", "37, 22", "37, 24", "16, 16", "8000, 8000"})
    void aFileOfAnotherSizeIsRefused(int width, int height) throws IOException {
        for (int compression : new int[] {OLD, NEW}) {
            TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN).size(width, height, compression, YCBCR, 3);
            byte[] file =
                    tiff.longs(273, tiff.put(jpeg)).longs(279, jpeg.length).build();
            assertThatThrownBy(() -> PictureDecoder.decode(file))
                    .isInstanceOf(PictureException.class)
                    .hasMessageContaining("declares " + width + " x " + height + " pixels but contains 37 x 23");
        }
    }
}
