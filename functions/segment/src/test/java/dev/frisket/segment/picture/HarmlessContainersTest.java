package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.behindFirstMarker;
import static dev.frisket.segment.picture.HostilePictures.ints;
import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.jpegSegment;
import static dev.frisket.segment.picture.HostilePictures.latin1;
import static dev.frisket.segment.picture.HostilePictures.pngChunk;
import static dev.frisket.segment.picture.HostilePictures.webp;
import static dev.frisket.segment.picture.HostilePictures.webpChunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Further headers are harmless if they describe pictures that are never decoded. */
class HarmlessContainersTest {
    private static final int HUGE = 16_000;

    private static void assertSame(String name, byte[] file) throws Exception {
        assertThat(PictureDecoder.decode(file).rgb())
                .isEqualTo(PictureDecoder.decode(Pictures.bytes(name)).rgb());
    }

    @Test
    void aThumbnailOfAJpegFileMayHaveItsOwnSize() throws Exception {
        byte[] thumbnail = joined(latin1("JFXX\0\u0010"), Pictures.bytes("jpeg-grey.jpg"));
        byte[] exif = joined(latin1("Exif\0\0MM\0*\0\0\0\b\0\0\0\0\0\0"), JpegLies.progressive(160, 120, 3));
        byte[] file = Pictures.bytes("jpeg-444.jpg");
        assertSame(
                "jpeg-444.jpg", behindFirstMarker(file, joined(jpegSegment(0xE0, thumbnail), jpegSegment(0xE1, exif))));
        assertSame("jpeg-444.jpg", joined(file, JpegLies.progressive(HUGE, HUGE, 3)));
    }

    @Test
    void furtherFramesOfAnAnimatedPngFileMayHaveTheirOwnSize() throws Exception {
        byte[] file = Pictures.bytes("png-rgb.png");
        int end = file.length - 12;
        byte[] control = pngChunk("fcTL", joined(ints(ByteOrder.BIG_ENDIAN, 1, HUGE, HUGE, 0, 0), new byte[6]));
        byte[] frame = pngChunk("fdAT", new byte[100]);
        assertSame(
                "png-rgb.png",
                joined(Arrays.copyOf(file, end), control, frame, Arrays.copyOfRange(file, end, file.length)));
    }

    @Test
    void pixelsOfAPngFileMayComeInThousandsOfChunks() throws Exception {
        byte[] file = Pictures.bytes("png-rgb.png");
        byte[] empty = Container.repeated(pngChunk("IDAT", new byte[0]), 15_000);
        int pixels = latin1IndexOf(file, "IDAT") - 4;
        assertSame(
                "png-rgb.png",
                joined(Arrays.copyOf(file, pixels), empty, Arrays.copyOfRange(file, pixels, file.length)));
    }

    @Test
    void furtherFramesOfAnAnimatedWebPFileMayHaveTheirOwnSize() throws Exception {
        byte[] file = Pictures.bytes("webp-animated.webp");
        byte[] huge = WebPLies.placed(HUGE, HUGE, 0, webpChunk("VP8L", WebPLies.lossless(HUGE, HUGE)));
        assertSame("webp-animated.webp", webp(joined(Arrays.copyOfRange(file, 12, file.length), huge)));
    }

    @Test
    void aFrameOfAGifFileMayBeSmallerThanItsScreen() throws Exception {
        byte[] file = HostilePictures.gif(3);
        file[6] = 100;
        file[8] = 50;
        SourceImage image = PictureDecoder.decode(file);
        assertThat(image.width()).isEqualTo(100);
        assertThat(image.height()).isEqualTo(50);
        assertThat(image.rgb()[3]).isZero();
    }

    @Test
    void aSecondPageOfATiffFileMayHoldAnything() throws Exception {
        byte[] file = Pictures.bytes("tiff-raw.tif");
        byte[] huge = JpegLies.progressive(HUGE, HUGE, 3);
        assertSame("tiff-raw.tif", joined(file, huge));
        assertSame("tiff-pages.tif", joined(Pictures.bytes("tiff-pages.tif"), huge));
    }

    @Test
    void aJpegFileMayHaveAHundredScans() throws Exception {
        SourceImage image = PictureDecoder.decode(JpegLies.progressive(60, 40, 100));
        assertThat(image.width()).isEqualTo(60);
        assertThat(image.rgb()).containsOnly(128);
    }

    private static int latin1IndexOf(byte[] file, String text) {
        return new String(file, ISO_8859_1).indexOf(text);
    }
}
