package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that a codec does not support is not called broken, and a broken one is. */
class CodecRefusalTest {
    private static final String BROKEN = "The picture is a broken or cut off ";

    static byte[][] whole() throws IOException {
        return new byte[][] {samplesOf64Bits(), ofOs2()};
    }

    @ParameterizedTest
    @MethodSource("whole")
    void aWholeFileThatTheCodecDoesNotSupportIsNotReadableHere(byte[] file) {
        assertThatThrownBy(() -> PictureDecoder.decode(file))
                .isInstanceOf(PictureException.class)
                .hasMessageMatching("The (TIFF|BMP) file is not readable here; save it as PNG or JPEG\\.");
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

    /** The header of version 2, of 64 bytes, which begins as that of Windows. */
    private static byte[] ofOs2() throws IOException {
        byte[] bmp = Pictures.bytes("bmp-rgb.bmp");
        bmp[10] = 54 + 24;
        bmp[14] = 64;
        return HostilePictures.joined(Arrays.copyOf(bmp, 54), new byte[24], Arrays.copyOfRange(bmp, 54, bmp.length));
    }
}
