package dev.frisket.segment.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares decoded pictures with those decoded by Pillow; see make.py beside the pictures. */
class PictureDecoderTest {

    record Picture(String name, int tolerance) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Picture> pictures() throws IOException {
        return new String(Pictures.bytes("pictures.txt"), US_ASCII)
                .lines()
                .map(line -> line.split(" "))
                .map(columns -> new Picture(columns[0], Integer.parseInt(columns[1])));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyFormIsDecodedAsPillowDoes(Picture picture) throws Exception {
        SourceImage image = PictureDecoder.decode(Pictures.bytes(picture.name));
        SourceImage expected = Pictures.expected(picture.name);
        assertThat(List.of(image.width(), image.height())).isEqualTo(List.of(expected.width(), expected.height()));
        assertThat(Pictures.largestDifference(image, expected)).as(picture.name).isLessThanOrEqualTo(picture.tolerance);
    }

    @Test
    void whatIsNoPictureIsRefusedWithASentenceThatNamesTheFormats() {
        assertThatThrownBy(() -> PictureDecoder.decode("<html>".getBytes(US_ASCII)))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("JPEG, PNG, WebP, GIF, BMP or TIFF");
    }

    @Test
    void aDecoderWithoutMemoryOrStackRefusesThePictureAndLeavesTheHeapInOrder() throws Exception {
        byte[] file = Pictures.bytes("png-rgb.png");
        List<PictureDecoder.Decoding<Object>> errors =
                List.of(picture -> new long[Integer.MAX_VALUE], picture -> endlessly(picture));
        for (PictureDecoder.Decoding<Object> error : errors) {
            assertThatThrownBy(() -> PictureDecoder.decode(file, error))
                    .isInstanceOf(PictureException.class)
                    .hasNoCause() // which would keep the decoder's objects alive
                    .hasMessage(
                            "The PNG file takes more memory than its size allows; save it again with another program.");
            assertThat(PictureDecoder.decode(file).width()).isEqualTo(37);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // until the stack overflows
    private static Object endlessly(CodedPicture picture) {
        return List.of(endlessly(picture));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> PictureDecoder.decode(new byte[0])).isInstanceOf(PictureException.class);
    }

    @Test
    void aJpegFileOfTwelveBitsIsRefusedWithASentence() throws Exception {
        byte[] jpeg = Pictures.bytes("jpeg-444.jpg");
        int frame = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00C0");
        jpeg[frame + 4] = 12;
        assertThatThrownBy(() -> PictureDecoder.decode(jpeg))
                .hasMessage("The JPEG file has 12 bits and 3 channels; save it with 8 bits as grey, RGB or CMYK.");
    }

    /** The columns: a tag that replaces another one, its value, and the refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    259 | 50000 | The TIFF file is compressed in an unusual way; save it with LZW or as PNG.
                    262 | 8     | The TIFF file has unusual colours; save it as grey, RGB or CMYK.
                    339 | 2     | The TIFF file has samples of an unusual form; save it with 8 or 16 bits a sample.
                    339 | 3     | The TIFF file has samples of an unusual form; save it with 8 or 16 bits a sample.
                    """)
    void anUnusualTiffFileIsRefusedWithASentenceAndNotMisread(int tag, int value, String sentence) throws Exception {
        ByteBuffer tiff = ByteBuffer.wrap(Pictures.bytes("tiff-grey16.tif")).order(ByteOrder.LITTLE_ENDIAN);
        int replaced = tag == 339 ? 296 : tag; // the resolution unit has no effect here
        int entry = tiff.getInt(4) + 2;
        while (tiff.getShort(entry) != replaced) {
            entry += 12;
        }
        tiff.putShort(entry, (short) tag).putShort(entry + 8, (short) value);
        assertThatThrownBy(() -> PictureDecoder.decode(tiff.array())).hasMessage(sentence);
    }
}
