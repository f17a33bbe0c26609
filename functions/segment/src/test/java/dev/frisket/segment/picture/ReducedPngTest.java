package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares drafts with what the JDK's decoder makes of the whole picture. */
class ReducedPngTest {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int FILTERS = 5;

    /** Bits and colour type: grey, RGB, grey with alpha, RGBA. */
    @ParameterizedTest
    @CsvSource({"8, 0", "16, 0", "8, 2", "16, 2", "8, 4", "16, 4", "8, 6", "16, 6"})
    void aDraftIsTheAverageOfTheWholePicture(int bits, int colourType) throws Exception {
        byte[] png = noise(67, 45, bits, colourType, 7);
        Samples whole = Drafts.whole(png);
        for (int reduction : new int[] {1, 2, 4, 8}) {
            assertSame(Drafts.draft(png, 45 / reduction), Drafts.averages(whole, reduction));
        }
    }

    /** Rows of other kinds are decoded in full. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "png-1bit.png",
                "png-grey2.png",
                "png-grey4.png",
                "png-palette.png",
                "png-palette-1bit.png",
                "png-interlaced.png",
                "png-interlaced-rgba16.png"
            })
    void otherRowsAreNotReduced(String name) throws Exception {
        byte[] file = Pictures.bytes(name);
        assertSame(Drafts.draft(file, 1), Drafts.whole(file));
    }

    @Test
    void profileAndOrientationApplyToADraftAsWell() throws Exception {
        ReducedPicture turned = PictureDecoder.draft(Pictures.bytes("png-orientation-6.png"), 11);
        assertThat(turned.width()).isEqualTo(23);
        assertThat(turned.image().width()).isEqualTo(12);
        assertThat(turned.image().height()).isEqualTo(19);

        byte[] profiled = Pictures.bytes("png-icc.png");
        Samples stored = Drafts.draft(profiled, 11);
        assertThat(PictureDecoder.draft(profiled, 11).image().rgb()).isNotEqualTo(stored.values());
    }

    @Test
    void whatIsCutOffOrDamagedIsRefusedAsInFull() throws Exception {
        byte[] pixels = rows(64, 64, 1, 3);
        byte[] other = rows(64, 64, 1, 3);
        other[other.length / 2] ^= 0x55;
        byte[] unknownFilter = deflated(new byte[] {9, 1, 2, 3, 4});
        for (byte[] damaged : new byte[][] {Arrays.copyOf(pixels, pixels.length / 2), other, unknownFilter, {}}) {
            byte[] png = png(64, 64, 8, 0, damaged);
            assertThat(Drafts.outcome(png, file -> Drafts.draft(file, 1)).refusal())
                    .isEqualTo(Drafts.outcome(png, Drafts::whole).refusal())
                    .startsWith("The picture is a broken or cut off PNG file");
        }
    }

    @Test
    void aPictureWithoutEnoughTimeIsRefused() throws Exception {
        byte[] png = noise(64, 64, 8, 2, 1);
        assertThatThrownBy(() -> PictureDecoder.decode(
                        png, picture -> picture.pixels().draft(8, new ProcessorTime(Duration.ofSeconds(-1)))))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("seconds of decoding");
    }

    /** In full, the picture takes 16 MB, beside its file. */
    @Test
    void aDraftTakesTheMemoryOfItsOwnPixelsAndOfSomeRows() throws Exception {
        byte[] grey = HostilePictures.png(4000, 4000, 8, 4000, new byte[0]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Drafts.draft(grey, 500);
        long before = threads.getCurrentThreadAllocatedBytes();
        Drafts.draft(grey, 500);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000_000);
    }

    private static void assertSame(Samples draft, Samples expected) {
        assertThat(draft.width()).isEqualTo(expected.width());
        assertThat(draft.height()).isEqualTo(expected.height());
        assertThat(draft.colours()).isEqualTo(expected.colours());
        assertThat(draft.values()).isEqualTo(expected.values());
    }

    /** A picture of random differences, with each filter in turn. */
    private static byte[] noise(int width, int height, int bits, int colourType, int seed) throws IOException {
        int channels = (colourType & 2) + 1 + (colourType & 4) / 4;
        return png(width, height, bits, colourType, rows(width, height, channels * bits / 8, seed));
    }

    private static byte[] rows(int width, int height, int pixelBytes, int seed) throws IOException {
        byte[] row = new byte[1 + width * pixelBytes];
        Random random = new Random(seed);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            random.nextBytes(row);
            row[0] = (byte) (y % FILTERS);
            rows.writeBytes(row);
        }
        return deflated(rows.toByteArray());
    }

    private static byte[] deflated(byte[] rows) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(rows);
        }
        return deflated.toByteArray();
    }

    /** A file whose pixels are in two chunks, and an empty one between them. */
    private static byte[] png(int width, int height, int bits, int colourType, byte[] pixels) {
        int half = pixels.length / 2;
        return HostilePictures.joined(
                SIGNATURE,
                HostilePictures.pngChunk(
                        "IHDR",
                        HostilePictures.joined(
                                HostilePictures.ints(ByteOrder.BIG_ENDIAN, width, height),
                                new byte[] {(byte) bits, (byte) colourType, 0, 0, 0})),
                HostilePictures.pngChunk("IDAT", Arrays.copyOf(pixels, half)),
                HostilePictures.pngChunk("IDAT", new byte[0]),
                HostilePictures.pngChunk("IDAT", Arrays.copyOfRange(pixels, half, pixels.length)),
                HostilePictures.pngChunk("IEND", new byte[0]));
    }
}
