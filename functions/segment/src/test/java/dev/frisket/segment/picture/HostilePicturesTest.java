package dev.frisket.segment.picture;

import static dev.frisket.segment.picture.HostilePictures.behindFirstMarker;
import static dev.frisket.segment.picture.HostilePictures.deflated;
import static dev.frisket.segment.picture.HostilePictures.ints;
import static dev.frisket.segment.picture.HostilePictures.joined;
import static dev.frisket.segment.picture.HostilePictures.jpegSegment;
import static dev.frisket.segment.picture.HostilePictures.latin1;
import static dev.frisket.segment.picture.HostilePictures.png;
import static dev.frisket.segment.picture.HostilePictures.pngChunk;
import static dev.frisket.segment.picture.HostilePictures.webp;
import static dev.frisket.segment.picture.HostilePictures.webpChunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For any size that a file declares, decoding ends within limits of time and memory, with a picture or a sentence. */
@Timeout(30)
class HostilePicturesTest {

    static Stream<String> names() throws IOException {
        return Pictures.names().stream();
    }

    /** A file whose width and height are stored at an offset, with the given number of bytes each. */
    record Sized(String name, int at, int bytes, ByteOrder order) {
        byte[] saying(int width, int height) throws IOException {
            byte[] file = Pictures.bytes(name);
            ByteBuffer buffer = ByteBuffer.wrap(file).order(order);
            if (bytes == 4) {
                buffer.putInt(at, width).putInt(at + 4, height);
            } else {
                // In a JPEG frame, the height comes first.
                boolean jpeg = order == ByteOrder.BIG_ENDIAN;
                buffer.putShort(at, (short) (jpeg ? height : width)).putShort(at + 2, (short) (jpeg ? width : height));
            }
            return file;
        }
    }

    static Stream<Sized> sized() throws IOException {
        byte[] jpeg = Pictures.bytes("jpeg-444.jpg");
        int frame = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00C0") + 5;
        return Stream.of(
                new Sized("jpeg-444.jpg", frame, 2, ByteOrder.BIG_ENDIAN),
                new Sized("png-rgb.png", 16, 4, ByteOrder.BIG_ENDIAN),
                new Sized("gif.gif", 6, 2, ByteOrder.LITTLE_ENDIAN),
                new Sized("bmp-rgb.bmp", 18, 4, ByteOrder.LITTLE_ENDIAN),
                new Sized("bmp-rle8.bmp", 18, 4, ByteOrder.LITTLE_ENDIAN),
                new Sized("webp-lossy.webp", 26, 2, ByteOrder.LITTLE_ENDIAN));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileCutOffAnywhereIsTheWholePictureOrRefused(String name) throws Exception {
        byte[] whole = Pictures.bytes(name);
        SourceImage picture = PictureDecoder.decode(whole);
        for (int percent = 0; percent < 100; percent += 5) {
            Optional<SourceImage> cut = pictureOf(Arrays.copyOf(whole, whole.length * percent / 100));
            cut.ifPresent(rest -> assertThat(rest.rgb()).isEqualTo(picture.rgb()));
        }
        Optional<SourceImage> shorter = pictureOf(Arrays.copyOf(whole, whole.length - 1));
        shorter.ifPresent(rest -> assertThat(rest.rgb()).isEqualTo(picture.rgb()));
    }

    @ParameterizedTest
    @MethodSource("sized")
    void aSizeBeyondTheLimitIsRefusedBeforeDecoding(Sized file) throws Exception {
        int side = file.bytes() == 4 ? 100_000 : file.name().endsWith("webp") ? 16_383 : 65_535;
        assertThatThrownBy(() -> PictureDecoder.decode(file.saying(side, side)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining(side + " x " + side + " pixels, more than 64 megapixels");
    }

    @ParameterizedTest
    @MethodSource("sized")
    void sizesThatTheFileDoesNotFillEndWell(Sized file) throws Exception {
        for (int[] size : new int[][] {{1, 1}, {8000, 8000}, {1, 65_535}, {16_383, 1}, {0, 0}, {0, 5}, {-1, -1}}) {
            pictureOf(file.saying(size[0], size[1]))
                    .ifPresent(image -> assertThat((long) image.width() * image.height())
                            .isLessThanOrEqualTo(PictureDecoder.MAX_PIXELS));
        }
    }

    @Test
    void aPngOfNineHundredMegapixelsIsRefused() throws Exception {
        byte[] bomb = png(30_000, 30_000, 1, 30_000, new byte[0]);
        assertThat(bomb.length).isLessThan(1_000_000);
        assertThatThrownBy(() -> PictureDecoder.decode(bomb)).hasMessageContaining("30000 x 30000");
    }

    @Test
    void aPngWithFarMoreRowsThanItSaysIsThePictureItSays() throws Exception {
        SourceImage picture = PictureDecoder.decode(png(1, 1, 8, 20_000_000, new byte[0]));
        assertThat(List.of(picture.width(), picture.height())).containsExactly(1, 1);
    }

    @Test
    void profilesThatInflateWithoutEndAreLeftAside() throws Exception {
        byte[] bomb = pngChunk("iCCP", joined(latin1("x\0\0"), deflated(200 << 20)));
        byte[] many = joined(IntStream.range(0, 50).mapToObj(i -> bomb).toArray(byte[][]::new));
        assertThat(PictureDecoder.decode(png(2, 2, 8, 2, many)).rgb()).containsOnly(0);
    }

    @Test
    void megabytesOfProfileAndMetadataAreLeftAside() throws Exception {
        byte[] jpeg = Pictures.bytes("jpeg-444.jpg");
        SourceImage plain = PictureDecoder.decode(jpeg);
        byte[] segments = joined(IntStream.range(0, 300)
                .mapToObj(i -> joined(
                        jpegSegment(0xE2, joined(latin1("ICC_PROFILE\0"), new byte[] {(byte) i, 0}, new byte[65_000])),
                        jpegSegment(0xE1, joined(latin1("Exif\0\0MM\0*\0\0\0\b\u00FF\u00FF"), new byte[20_000]))))
                .toArray(byte[][]::new));
        assertThat(PictureDecoder.decode(behindFirstMarker(jpeg, segments)).rgb())
                .isEqualTo(plain.rgb());

        byte[] exif = pngChunk("eXIf", joined(latin1("MM\0*\0\0\0\b\u00FF\u00FF"), new byte[12_000_000]));
        assertThat(PictureDecoder.decode(png(2, 2, 8, 2, exif)).rgb()).containsOnly(0);

        byte[] lossless = Pictures.bytes("webp-lossless.webp");
        byte[] chunks = joined(
                webpChunk("ICCP", new byte[8_000_000]),
                webpChunk("EXIF", new byte[8_000_001]),
                Arrays.copyOfRange(lossless, 12, lossless.length));
        assertThat(PictureDecoder.decode(webp(chunks)).rgb())
                .isEqualTo(PictureDecoder.decode(lossless).rgb());
    }

    @Test
    void framesWithinFramesOfAWebpFileDoNotExhaustTheStack() {
        byte[] nest = new byte[24 * 500_000];
        for (int at = 0; at < nest.length; at += 24) {
            System.arraycopy(latin1("ANMF"), 0, nest, at, 4);
            System.arraycopy(ints(ByteOrder.LITTLE_ENDIAN, nest.length - at - 8), 0, nest, at + 4, 4);
        }
        assertThatThrownBy(() -> PictureDecoder.decode(webp(nest))).hasMessageContaining("no frame");
    }

    @Test
    void ofAMillionFramesOnlyTheFirstIsRead() throws Exception {
        assertThat(PictureDecoder.decode(HostilePictures.gif(1_000_000)).rgb()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, -1, 1 << 20})
    void tiffDirectoriesThatLeadNowhereOrRoundEndWell(int next) throws Exception {
        byte[] tiff = Pictures.bytes("tiff-raw.tif");
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        int link = directory + 2 + 12 * bytes.getShort(directory);
        bytes.putInt(link, next == 8 ? directory : next);
        assertThat(PictureDecoder.decode(tiff).rgb())
                .isEqualTo(PictureDecoder.decode(Pictures.bytes("tiff-raw.tif")).rgb());
        bytes.putInt(4, next == 8 ? directory + 1 : next);
        assertThatThrownBy(() -> PictureDecoder.decode(tiff)).isInstanceOf(PictureException.class);
    }

    @Test
    void hugeTilesOfATinyTiffFileAreRefused() throws Exception {
        byte[] tiff = Pictures.bytes("tiff-tiled.tif");
        ByteBuffer bytes = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = bytes.getInt(4);
        for (int at = directory + 2; at < directory + 2 + 12 * bytes.getShort(directory); at += 12) {
            if (bytes.getShort(at) == 322 || bytes.getShort(at) == 323) {
                bytes.putShort(at + 2, (short) 4).putInt(at + 8, 16_384);
            }
        }
        assertThatThrownBy(() -> PictureDecoder.decode(tiff)).hasMessageContaining("too many bytes in one strip");
    }

    @Test
    void moreScansThanTheLargestPictureMayHaveAreRefused() throws Exception {
        byte[] jpeg = Pictures.bytes("jpeg-progressive.jpg");
        int scan = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00DA");
        byte[] scans = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = joined(
                Arrays.copyOf(jpeg, scan),
                joined(IntStream.range(0, 100).mapToObj(i -> scans).toArray(byte[][]::new)),
                new byte[] {(byte) 0xFF, (byte) 0xD9});
        assertThatThrownBy(() -> PictureDecoder.decode(many)).hasMessageContaining("more than 100 scans");
    }

    @Test
    void whatFollowsAPictureIsNeverRead() throws Exception {
        byte[] archive = joined(latin1("PK\3\4"), latin1("<html><script>alert(1)</script>%PDF-1.7\n"), new byte[1000]);
        for (String name : List.of(
                "jpeg-444.jpg", "png-rgb.png", "gif.gif", "webp-lossless.webp", "bmp-rgb.bmp", "tiff-raw.tif")) {
            byte[] picture = Pictures.bytes(name);
            assertThat(PictureDecoder.decode(joined(picture, archive)).rgb())
                    .as(name)
                    .isEqualTo(PictureDecoder.decode(picture).rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
                "push graphic-context\nfill 'url(http://127.0.0.1/)'",
                "%!PS\n(/etc/passwd) (r) file",
                "%PDF-1.7\n",
                "PK\3\4",
                "GIF89a=1/*",
                "GIF87a",
                "BM=1;/*",
                "BM",
                "II*\0",
                "MM\0*\0\0\0\b",
                "\u00FF\u00D8\u00FF",
                "\u0089PNG\r\n\u001A\n",
                "RIFF\0\0\0\0WEBP",
                "RIFF\u00FF\u00FF\u00FF\u00FFWEBPVP8L",
                "\0\0\0 ftypavif",
            })
    void whatOnlyLooksLikeAPictureIsRefused(String file) {
        assertThatThrownBy(() -> PictureDecoder.decode(latin1(file))).isInstanceOf(PictureException.class);
        assertThatThrownBy(() -> PictureDecoder.decode(joined(latin1(file), new byte[10_000])))
                .isInstanceOf(PictureException.class);
    }

    private static Optional<SourceImage> pictureOf(byte[] file) {
        try {
            return Optional.of(PictureDecoder.decode(file));
        } catch (PictureException e) {
            assertThat(e.sentence()).endsWith(".");
            return Optional.empty();
        }
    }
}
