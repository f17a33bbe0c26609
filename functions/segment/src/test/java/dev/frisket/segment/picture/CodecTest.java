package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.luciad.imageio.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecTest {

    @ParameterizedTest
    @CsvSource({
        "jpeg, jpeg-444.jpg",
        "png, png-rgb.png",
        "gif, gif.gif",
        "bmp, bmp-rgb.bmp",
        "tiff, tiff-raw.tif",
        "webp, webp-lossy.webp",
        "webp, webp-lossless.webp"
    })
    void noCodecOpensAFileOfAnotherSizeThanWasJudged(String format, String name) throws Exception {
        byte[] file = Pictures.bytes(name);
        open(format, file, 37, 23).close();
        for (int[] size : new int[][] {{37, 22}, {36, 23}, {23, 37}, {370, 230}}) {
            assertThatThrownBy(() -> open(format, file, size[0], size[1]))
                    .isInstanceOf(PictureException.class)
                    .hasMessage("The picture's file declares " + size[0] + " x " + size[1]
                            + " pixels but contains 37 x 23; save it again with another program.");
        }
    }

    private static Codec open(String format, byte[] file, int width, int height) throws IOException, PictureException {
        ProcessorTime time = ProcessorTime.forPixels(1000);
        return format.equals("webp")
                ? Codec.open(new WebPImageReaderSpi().createReaderInstance(null), file, width, height, time)
                : Codec.open(format, file, width, height, time);
    }

    @ParameterizedTest
    @CsvSource({"jpeg, jpeg-444.jpg", "png, png-rgb.png", "gif, gif.gif", "bmp, bmp-rgb.bmp", "tiff, tiff-raw.tif"})
    void whatTakesTooLongIsRefused(String format, String name) throws Exception {
        byte[] file = Pictures.bytes(name);
        try (Codec codec = Codec.open(format, file, 37, 23, new ProcessorTime(Duration.ZERO))) {
            assertThatThrownBy(() -> codec.read(null))
                    .isInstanceOf(PictureException.class)
                    .hasMessageContaining("seconds of decoding that its size allows");
        }
    }

    /** Thirty million end-of-row codes, each of which is reported, and no row. */
    @Test
    void aDecoderIsStoppedWhenItsTimeIsOver() throws Exception {
        byte[] rows = Arrays.copyOf(Pictures.bytes("bmp-rle8.bmp"), 60_000_000);
        Arrays.fill(rows, 1000, rows.length, (byte) 0);
        ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN).putInt(34, rows.length - 2000);
        try (Codec codec = Codec.open("bmp", rows, 37, 23, new ProcessorTime(Duration.ofMillis(1)))) {
            assertThatThrownBy(() -> codec.read(null)).hasMessageContaining("more than the 0 seconds of decoding");
        }
    }

    @Test
    void theBudgetFollowsFromThePixels() {
        assertThat(ProcessorTime.budget(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
        assertThat(ProcessorTime.budget(PictureDecoder.MAX_PIXELS))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45)); // a worker has 120
        assertThat(ProcessorTime.forPixels(1).isOver()).isFalse();
    }
}
