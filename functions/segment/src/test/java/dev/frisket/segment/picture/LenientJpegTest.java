package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.jpegSegment;
import static dev.frisket.segment.picture.HostilePictures.latin1;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What libjpeg skips is skipped, and hides no second header. */
class LenientJpegTest {
    @Test
    void aFrameBehindStrayBytesIsStillASecondFrame() throws Exception {
        byte[] file = Pictures.bytes("jpeg-444.jpg");
        byte[] hidden = joined(latin1("stray\u00FF\0"), JpegLies.frame(0xC2, 16_000, 16_000));
        assertThatThrownBy(() -> PictureDecoder.decode(behindFirstSegment(file, hidden)))
                .hasMessageContaining("two frames");
    }

    @Test
    void aFrameInAShortSegmentIsTheOneThatLibjpegWouldFind() throws Exception {
        byte[] frame = JpegLies.frame(0xC2, 16_000, 16_000);
        byte[] comment = jpegSegment(0xFE, frame);
        comment[3] = 2; // ends before the frame
        byte[] file = behindFirstSegment(Pictures.bytes("jpeg-444.jpg"), comment);
        assertThatThrownBy(() -> PictureDecoder.decode(file)).hasMessageContaining("two frames");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xD8, 0xD9})
    void aBeginningOrAnEndBeforeThePixelsIsDamage(int marker) throws Exception {
        byte[] file = behindFirstSegment(Pictures.bytes("jpeg-444.jpg"), new byte[] {(byte) 0xFF, (byte) marker});
        assertThatThrownBy(() -> PictureDecoder.decode(file)).hasMessageContaining("cut off or damaged");
    }

    @Test
    void markersWithoutALengthAreSkipped() throws Exception {
        byte[] file = Pictures.bytes("jpeg-444.jpg");
        byte[] markers = latin1("\u00FF\1\u00FF\u00D0\u00FF\u00D7\u00FF\0");
        assertThat(PictureDecoder.decode(behindFirstSegment(file, markers)).rgb())
                .isEqualTo(PictureDecoder.decode(file).rgb());
    }

    @Test
    @Timeout(30)
    void megabytesOfStrayBytesAreSkippedAtOnce() throws Exception {
        byte[] file = Pictures.bytes("jpeg-444.jpg");
        for (byte fill : new byte[] {0, (byte) 0xFF}) {
            byte[] stray = new byte[20_000_000];
            Arrays.fill(stray, fill);
            assertThat(PictureDecoder.decode(behindFirstSegment(file, stray)).rgb())
                    .isEqualTo(PictureDecoder.decode(file).rgb());
        }
    }

    @Test
    void randomBytesBetweenSegmentsDecodeTheSameOrAreRefused() throws Exception {
        byte[] file = Pictures.bytes("jpeg-444.jpg");
        byte[] pixels = PictureDecoder.decode(file).rgb();
        Random random = new Random(21);
        int decoded = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] stray = new byte[random.nextInt(40)];
            random.nextBytes(stray);
            byte[] mixed = behindFirstSegment(file, stray);
            try {
                assertThat(PictureDecoder.decode(mixed).rgb()).hasSameSizeAs(pixels);
                decoded++;
            } catch (PictureException e) {
                assertThat(e.sentence()).endsWith(".");
            }
        }
        assertThat(decoded).isGreaterThan(1000);
    }

    @Test
    void aFrameOfAMotionJpegFilmGetsTheTablesThatItLacksWhateverTheDecoder() throws Exception {
        for (String form : new String[] {"420", "grey"}) {
            byte[] lacking = Pictures.bytes("jpeg-without-codes-" + form + ".jpg");
            byte[] complete = Pictures.bytes("jpeg-" + form + ".jpg");
            assertThat(tables(lacking)).isZero();
            assertThat(tables(coded(lacking))).isEqualTo(1);
            assertThat(tables(coded(complete))).isEqualTo(tables(complete));
        }
    }

    private static byte[] coded(byte[] file) throws PictureException {
        return JpegFile.embedded(new Bytes(new byte[0]), new Bytes(file)).file();
    }

    /** How many segments of Huffman tables there are. */
    private static int tables(byte[] file) {
        return new String(file, ISO_8859_1).split("\u00FF\u00C4", -1).length - 1;
    }

    @Test
    void aProgressiveFileWithoutTablesGetsNone() throws Exception {
        byte[] file = Pictures.bytes("jpeg-without-codes-grey.jpg");
        int frame = new String(file, ISO_8859_1).indexOf("\u00FF\u00C0");
        file[frame + 1] = (byte) 0xC2;
        assertThatThrownBy(() -> PictureDecoder.decode(file)).isInstanceOf(PictureException.class);
    }

    @Test
    void scansWhoseComponentsCannotBeToldApartAreRefused() throws Exception {
        byte[] file = Pictures.bytes("jpeg-progressive.jpg");
        int frame = new String(file, ISO_8859_1).indexOf("\u00FF\u00C2");
        for (int i = 0; i < 3; i++) {
            file[frame + 10 + 3 * i] = 1;
        }
        assertThatThrownBy(() -> PictureDecoder.decode(file)).hasMessageContaining("equal names");
    }

    @Test
    void aDraftOfComponentsWithEqualIdentifiersIsThatOfDistinctOnes() throws Exception {
        byte[] equal = Pictures.bytes("jpeg-equal-ids-420.jpg");
        assertThat(PictureDecoder.draft(equal, 5).image().rgb())
                .isEqualTo(PictureDecoder.draft(Pictures.bytes("jpeg-420.jpg"), 5)
                        .image()
                        .rgb());
    }

    /** By its first three bytes a file is known to be a JPEG file: nothing may stand before the first segment. */
    private static byte[] behindFirstSegment(byte[] jpeg, byte[] stray) {
        int tables = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00DB");
        return joined(Arrays.copyOf(jpeg, tables), stray, Arrays.copyOfRange(jpeg, tables, jpeg.length));
    }
}
