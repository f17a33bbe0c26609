package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;

/** A file that a codec does not support is not called broken, and a broken one is. */
class CodecRefusalTest {
    private static final String BROKEN = "The picture is a broken or cut off ";

    @Test
    void aWholeFileThatTheCodecDoesNotSupportIsNotReadableHere() {
        byte[] file = samplesOf64Bits();
        assertThatThrownBy(() -> PictureDecoder.decode(file))
                .isInstanceOf(PictureException.class)
                .hasMessageMatching("The TIFF file is not readable here; save it as PNG or JPEG\\.");
    }

    @Test
    void halfOfAFileIsNeverCalledWhole() throws Exception {
        for (String name : Pictures.names()) {
            byte[] file = Pictures.bytes(name);
            byte[] half = Arrays.copyOf(file, file.length / 2);
            try {
                PictureDecoder.decode(half);
            } catch (PictureException e) {
                assertThat(e.sentence()).as(name).doesNotContain("not readable here");
            }
        }
    }

    @Test
    void theReasonMayLieDeeper() {
        assertThat(CodecRefusal.isOne(new IIOException("x", new UnsupportedOperationException())))
                .isTrue();
        assertThat(CodecRefusal.isOne(new RuntimeException(new IIOException("Unsupported BitsPerSample"))))
                .isTrue();
        assertThat(CodecRefusal.isOne(new EOFException())).isFalse();
        assertThat(CodecRefusal.isOne(new IIOException("Error reading", new IndexOutOfBoundsException("9"))))
                .isFalse();
    }

    @Test
    void aFileWithoutItsEndIsCalledBroken() throws Exception {
        byte[] png = Pictures.bytes("png-rgb.png");
        assertThatThrownBy(() -> PictureDecoder.decode(Arrays.copyOf(png, png.length / 2)))
                .hasMessageStartingWith(BROKEN + "PNG");
        byte[] bmp = Pictures.bytes("bmp-rgb.bmp");
        assertThatThrownBy(() -> PictureDecoder.decode(Arrays.copyOf(bmp, bmp.length / 2)))
                .hasMessageStartingWith(BROKEN + "BMP");
    }

    private static byte[] samplesOf64Bits() {
        TiffBuilder tiff = new TiffBuilder(ByteOrder.LITTLE_ENDIAN);
        int pixels = tiff.put(new byte[8]);
        return tiff.size(1, 1, 1, 1, 1)
                .shorts(258, 64)
                .longs(273, pixels)
                .longs(279, 8)
                .build();
    }
}
