package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.parallel.Parallel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EncodedMaskTest {
    private static final Parallel CORES = new Parallel(2);

    @Property(tries = 200, edgeCases = EdgeCasesMode.MIXIN)
    void everyDecoderGivesTheMaskBack(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll boolean grey,
            @ForAll long seed)
            throws IOException {
        assertGivenBack(Drawing.random(width, height, grey, seed));
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.MIXIN)
    void evenNoiseIsGivenBack(
            @ForAll @IntRange(min = 1, max = 300) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll boolean grey,
            @ForAll long seed)
            throws IOException {
        byte[] noise = new byte[width * height];
        new Random(seed).nextBytes(noise);
        for (int i = 0; i < noise.length && !grey; i++) {
            noise[i] = (byte) (noise[i] >> 7);
        }

        assertGivenBack(new Mask(width, height, noise));
    }

    @Test
    void aMaskOfManyBandsIsGivenBackWhateverTheNumberOfCores() throws IOException {
        Mask hard = Drawing.blob(2100, 1900);
        Mask soft = new Blur(20, 8).apply(hard, CORES);

        assertGivenBack(hard);
        assertGivenBack(soft);
        for (MaskFormat format : MaskFormat.values()) {
            assertThat(EncodedMask.of(soft, format, new Parallel(1)).bytes())
                    .isEqualTo(EncodedMask.of(soft, format, new Parallel(3)).bytes());
        }
    }

    @Test
    void codesStayShortHoweverUnevenTheSymbols() throws IOException {
        List<Integer> steps = new ArrayList<>(); // Fibonacci numbers as counts give the deepest tree
        for (int symbol = 0, count = 1, next = 1; steps.size() + count < 16383; symbol++) {
            steps.addAll(Collections.nCopies(count, symbol));
            int sum = count + next;
            count = next;
            next = sum;
        }
        Collections.shuffle(steps, new Random(1));
        byte[] row = new byte[steps.size()];
        for (int x = 1; x < row.length; x++) {
            row[x] = (byte) (row[x - 1] + steps.get(x));
        }

        assertGivenBack(new Mask(row.length, 1, row));
    }

    @Test
    void pngHasOneChannelOfEightBits() {
        byte[] png = EncodedMask.of(Drawing.mask("#.#"), MaskFormat.PNG, CORES).bytes();

        assertThat(png[24]).as("bits a sample").isEqualTo((byte) 8);
        assertThat(png[25]).as("colour type: grey").isZero();
    }

    @Test
    void whatIsTooLongForWebpBecomesPng() throws IOException {
        assertGivenBack(Mask.empty(16383, 2));
        assertGivenBack(Mask.empty(1, 16383));

        EncodedMask encoded = EncodedMask.of(Mask.empty(1, 16384), MaskFormat.WEBP, CORES);

        assertThat(encoded.format()).isEqualTo(MaskFormat.PNG);
        assertThat(encoded.format().contentType()).isEqualTo("image/png");
        assertThat(encoded.format().extension()).isEqualTo("png");
        assertThat(samples(ImageIO.read(new ByteArrayInputStream(encoded.bytes())), 0))
                .containsOnly(0);
    }

    private static void assertGivenBack(Mask mask) throws IOException {
        int[] expected = new int[mask.coverage().length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = mask.coverage()[i] & 0xff;
        }
        for (MaskFormat format : MaskFormat.values()) {
            byte[] bytes = EncodedMask.of(mask, format, CORES).bytes();
            List<ImageReader> readers = readers(format);
            assertThat(readers).hasSizeGreaterThanOrEqualTo(format == MaskFormat.WEBP ? 2 : 1);
            for (ImageReader reader : readers) {
                BufferedImage decoded = read(reader, bytes);
                assertThat(decoded.getWidth()).isEqualTo(mask.width());
                for (int channel = 0; channel < (format == MaskFormat.WEBP ? 3 : 1); channel++) {
                    assertThat(samples(decoded, channel))
                            .as("channel %d by %s", channel, reader)
                            .isEqualTo(expected);
                }
            }
        }
    }

    /** For WebP there are two: one in Java, and libwebp itself. */
    static List<ImageReader> readers(MaskFormat format) {
        List<ImageReader> readers = new ArrayList<>();
        ImageIO.getImageReadersByMIMEType(format.contentType()).forEachRemaining(readers::add);
        return readers;
    }

    static BufferedImage read(ImageReader reader, byte[] bytes) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input);
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static int[] samples(BufferedImage image, int channel) {
        int[] samples = new int[image.getWidth() * image.getHeight()];
        return image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), channel, samples);
    }
}
