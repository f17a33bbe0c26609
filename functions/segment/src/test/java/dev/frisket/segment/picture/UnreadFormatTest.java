package dev.frisket.segment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are not decoded are named; see make.py beside them. */
class UnreadFormatTest {
    private static final Path FOLDER = Path.of(System.getProperty("golden")).resolveSibling("unread");

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".py"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    phone.heic     | HEIC, as iPhones take it         | export it as JPEG
                    general.heic   | HEIC, as iPhones take it         | export it as JPEG
                    general.heif   | HEIF                             | export it as JPEG
                    picture.avif   | AVIF                             | save it as PNG or JPEG
                    general.avif   | AVIF                             | save it as PNG or JPEG
                    codestream.jxl | JPEG XL                          | save it as PNG or JPEG
                    container.jxl  | JPEG XL                          | save it as PNG or JPEG
                    picture.j2k    | JPEG 2000                        | save it as PNG or JPEG
                    picture.jp2    | JPEG 2000                        | save it as PNG or JPEG
                    layers.psd     | a Photoshop document (PSD)       | export it as PNG or JPEG
                    picture.pdf    | a PDF document                   | export the page as PNG or JPEG
                    picture.ico    | an icon (ICO)                    | save it as PNG
                    pointer.cur    | an icon (ICO)                    | save it as PNG
                    big.tif        | BigTIFF                          | save it as TIFF without the Big, or as PNG
                    big-endian.btf | BigTIFF                          | save it as TIFF without the Big, or as PNG
                    bare.svg       | an SVG drawing                   | export it as PNG in the size that you need
                    inkscape.svg   | an SVG drawing                   | export it as PNG in the size that you need
                    doctype.svg    | an SVG drawing                   | export it as PNG in the size that you need
                    camera.dng     | a camera RAW file (DNG)          | develop it and export it as JPEG
                    camera.nef     | a camera RAW file (Nikon's NEF)  | develop it and export it as JPEG
                    camera.arw     | a camera RAW file (Sony's ARW)   | develop it and export it as JPEG
                    camera.pef     | a camera RAW file                | develop it and export it as JPEG
                    camera.cr2     | a camera RAW file (Canon's CR2)  | develop it and export it as JPEG
                    camera.cr3     | a camera RAW file (Canon's CR3)  | develop it and export it as JPEG
                    camera.raf     | a camera RAW file (Fujifilm's RAF)  | develop it and export it as JPEG
                    camera.orf     | a camera RAW file (Olympus' ORF)  | develop it and export it as JPEG
                    camera.rw2     | a camera RAW file (Panasonic's RW2) | develop it and export it as JPEG
                    """,
            quoteCharacter = '"')
    void eachIsNamedWithAWayOut(String name, String description, String wayOut) throws Exception {
        assertThatThrownBy(() -> PictureDecoder.decode(bytes(name)))
                .isInstanceOf(PictureException.class)
                .hasMessage("The picture is " + description + ", which is not read here; " + wayOut + ".");
    }

    @Test
    void everyFormatHasAFile() throws Exception {
        Set<UnreadFormat> recognized = EnumSet.noneOf(UnreadFormat.class);
        for (String name : names().toList()) {
            for (UnreadFormat format : UnreadFormat.values()) {
                if (sentence(bytes(name)).equals(format.refusal().sentence())) {
                    recognized.add(format);
                }
            }
        }
        assertThat(recognized).containsExactlyInAnyOrder(UnreadFormat.values());
    }

    @ParameterizedTest
    @MethodSource("names")
    void cutOffAnywhereItEndsInASentence(String name) throws Exception {
        byte[] file = bytes(name);
        for (int length = 0; length < Math.min(file.length, 700); length++) {
            assertThat(sentence(Arrays.copyOf(file, length))).endsWith(".");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body><svg></svg></body></html>",
                "<!-- <svg> --><html></html>",
                "<svgs></svgs>",
                "<?xml version='1.0'?><rss/>",
                "svg",
                "PDF",
                "\0\0\1\0",
                "\0\0\1\u00BA!\0\1\0",
                "\0\0\0 ftypisom\0\0\2\0isomiso2avc1mp41",
                "II",
            })
    void whatIsNoPictureIsStillCalledNone(String file) {
        assertThat(sentence(file.getBytes(ISO_8859_1))).startsWith("imageUrl leads to something that is no picture;");
    }

    @Test
    @Timeout(20)
    void textThatIsMadeToBeSlowIsJudgedAtOnce() {
        for (String part : new String[] {"<!--", "<!---->", "<?", "<?x>", "<? >\n", " ", "<!DOCTYPE ", "a:", "-->"}) {
            byte[] text = ("<" + part.repeat(1_000_000)).getBytes(ISO_8859_1);
            assertThat(sentence(text)).endsWith(".");
            assertThat(sentence(part.repeat(1_000_000).getBytes(ISO_8859_1))).endsWith(".");
        }
    }

    @Test
    void behindAThumbnailTheFirstFullSizePageIsThePicture() throws Exception {
        byte[] page = Pictures.bytes("tiff-raw.tif");
        byte[] file = withThumbnailBefore(page, 254, 1);
        assertThat(PictureDecoder.decode(file).rgb())
                .isEqualTo(PictureDecoder.decode(page).rgb());
        assertThat(PictureDecoder.decode(withThumbnailBefore(page, 254, 4)).rgb())
                .isEqualTo(PictureDecoder.decode(page).rgb());
        assertThat(PictureDecoder.decode(withThumbnailBefore(page, 255, 2)).rgb())
                .isEqualTo(PictureDecoder.decode(page).rgb());
        assertThat(PictureDecoder.decode(withThumbnailBefore(page, 254, 2)).width())
                .isEqualTo(1);
    }

    @Test
    void aTiffFileOfThumbnailsAloneIsRefusedHoweverTheyAreLinked() throws Exception {
        byte[] file = withThumbnailBefore(Pictures.bytes("tiff-raw.tif"), 254, 1);
        ByteBuffer tiff = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int link = tiff.getInt(4) + 2 + 12 * tiff.getShort(tiff.getInt(4));
        tiff.putInt(link, 0);
        assertThat(sentence(file))
                .isEqualTo("The TIFF file contains only a thumbnail; save the picture as PNG or JPEG.");
        tiff.putInt(link, tiff.getInt(4)); // to itself
        assertThat(sentence(file)).contains("more than 100 thumbnails");
        tiff.putInt(link, -1);
        assertThat(sentence(file)).contains("broken or cut off");
    }

    /** A black pixel, of the kind that a tag gives, and the first page of a little-endian file behind it. */
    private static byte[] withThumbnailBefore(byte[] page, int tag, int kind) {
        int[][] entries = {
            {tag, kind}, {256, 1}, {257, 1}, {258, 8}, {259, 1}, {262, 1}, {273, 0}, {277, 1}, {278, 1}, {279, 1}
        };
        ByteBuffer tiff = ByteBuffer.allocate(page.length + 3 + 2 + 12 * entries.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        int start = page.length + (page.length & 1);
        tiff.put(page);
        int picture = tiff.getInt(4);
        tiff.putInt(4, start).position(start);
        tiff.putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        tiff.putInt(picture);
        return tiff.array();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    private static String sentence(byte[] file) {
        try {
            PictureDecoder.decode(file);
            return "";
        } catch (PictureException e) {
            return e.sentence();
        }
    }
}
