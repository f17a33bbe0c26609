package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.segment.BundledPictures;
import dev.frisket.segment.parallel.Parallel;
import dev.frisket.segment.picture.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutoutTest {
    private static final Parallel CORES = new Parallel(2);
    private static final String LIBWEBP = "luciad";

    /** Pixels around visible ones in which lossy colours of WebP may differ from black. */
    private static final int NEIGHBOURHOOD = 32;

    @Property(tries = 150, edgeCases = EdgeCasesMode.MIXIN)
    void pngIsExact(
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll boolean grey,
            @ForAll long seed)
            throws IOException {
        assertExactPng(png(noise(width, height, seed), Drawing.random(width, height, grey, seed)));
        assertExactPng(png(gradient(width, height), Drawing.random(width, height, grey, seed)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.MIXIN)
    void everyWebpDecoderGivesTheMaskBackAsAlpha(
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll boolean grey,
            @ForAll long seed)
            throws IOException {
        Mask mask = Drawing.random(width, height, grey, seed);

        assertAlpha(mask, file(new Cutout(noise(width, height, seed), mask, MaskFormat.WEBP)));
    }

    @ParameterizedTest
    @CsvSource({"2100, 1900", "1, 700000", "700000, 1", "1, 1"})
    void pngOfManyBandsIsExactWhateverTheNumberOfCores(int width, int height) throws IOException {
        Cutout cutout = png(noise(width, height, 1), Drawing.random(width, height, true, 5));

        assertExactPng(cutout);
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        cutout.write(new Parallel(1), one);
        assertThat(file(cutout)).isEqualTo(one.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"16383, 2", "2, 16383", "1, 1", "17, 15"})
    void webpTakesSidesUpToItsLimit(int width, int height) throws IOException {
        Mask mask = Drawing.random(width, height, true, 3);

        assertAlpha(mask, file(new Cutout(gradient(width, height), mask, MaskFormat.WEBP)));
    }

    @Test
    void whatIsTooLongForWebpBecomesPng() throws IOException {
        Cutout wide = Cutout.of(gradient(16384, 2), Drawing.random(16384, 2, true, 3), MaskFormat.WEBP);
        Cutout tall = Cutout.of(gradient(1, 16384), Drawing.random(1, 16384, true, 3), MaskFormat.WEBP);

        assertThat(wide.format()).isEqualTo(MaskFormat.PNG);
        assertThat(tall.format()).isEqualTo(MaskFormat.PNG);
        assertExactPng(wide);
        assertExactPng(tall);
        assertThatThrownBy(() -> new Cutout(wide.picture(), wide.mask(), MaskFormat.WEBP))
                .hasMessage("16384x2 is too large for WEBP");
    }

    /** The errors that docs/use.md states. The files are left for .ci/cutouts.py, which decodes them with Pillow. */
    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "coffee.png", "rocket.jpg"})
    void coloursOfWebpAreCloseToThePictures(String name) throws IOException {
        SourceImage picture = BundledPictures.picture(name);
        Mask mask = Drawing.blob(picture.width(), picture.height());
        byte[] webp = file(new Cutout(picture, mask, MaskFormat.WEBP));
        BufferedImage decoded = decoded(webp, LIBWEBP);
        Path folder = Files.createDirectories(Path.of("target", "cutouts"));
        Files.write(folder.resolve(name + ".cutout.webp"), webp);
        Files.write(folder.resolve(name + ".cutout.png"), file(png(picture, mask)));
        Files.write(folder.resolve(name + ".mask.png"), PngWriter.write(mask, CORES));

        long[] errors = new long[256];
        long total = 0;
        long sum = 0;
        for (int i = 0; i < mask.coverage().length; i++) {
            if (mask.coverage()[i] != 0) {
                int pixel = decoded.getRGB(i % picture.width(), i / picture.width());
                for (int c = 0; c < 3; c++) {
                    int error = Math.abs(((pixel >> (16 - 8 * c)) & 0xff) - (picture.rgb()[3 * i + c] & 0xff));
                    errors[error]++;
                    sum += error;
                    total++;
                }
            }
        }
        assertThat((double) sum / total).isLessThan(3.5);
        assertThat(Arrays.stream(errors, 16, 256).sum()).isLessThan(total / 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"astronaut.png", "coffee.png"})
    void nothingOfWhatWasCutAwayIsLeftInWebp(String name) throws IOException {
        SourceImage picture = BundledPictures.picture(name);
        int width = picture.width();
        Mask mask = Drawing.blob(width, picture.height());
        Mask near = new Morphology(NEIGHBOURHOOD, false).apply(mask, CORES);
        BufferedImage decoded = decoded(file(new Cutout(picture, mask, MaskFormat.WEBP)), LIBWEBP);

        long hidden = 0;
        long sum = 0;
        for (int i = 0; i < mask.coverage().length; i++) {
            int pixel = decoded.getRGB(i % width, i / width);
            if (mask.coverage()[i] == 0) {
                hidden += 3;
                sum += ((pixel >> 16) & 0xff) + ((pixel >> 8) & 0xff) + (pixel & 0xff);
            }
            if (near.coverage()[i] == 0) {
                assertThat(pixel & 0xffffff).as("pixel %d", i).isZero();
            }
        }
        assertThat((double) sum / hidden).isLessThan(0.5);
    }

    @Test
    void whatWasCutAwayChangesNoFile() throws IOException {
        Mask mask = Drawing.blob(300, 200);
        SourceImage one = noise(300, 200, 1);
        byte[] other = one.rgb().clone();
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) (mask.coverage()[i / 3] == 0 ? other[i] ^ 0x5a : other[i]);
        }

        for (MaskFormat format : MaskFormat.values()) {
            assertThat(file(new Cutout(new SourceImage(300, 200, other), mask, format)))
                    .isEqualTo(file(new Cutout(one, mask, format)));
        }
    }

    @Test
    void aMaskOfAnotherSizeIsNoAlpha() {
        assertThatThrownBy(() -> png(gradient(3, 2), Mask.empty(2, 3)))
                .hasMessage("a mask of 2x3 is no alpha for a picture of 3x2");
    }

    private static void assertExactPng(Cutout cutout) throws IOException {
        byte[] png = file(cutout);
        assertThat(png[24]).as("bits per sample").isEqualTo((byte) 8);
        assertThat(png[25]).as("colour type: RGBA").isEqualTo((byte) 6);
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(png));
        int width = cutout.width();
        int[] found = decoded.getRaster().getPixels(0, 0, width, cutout.height(), (int[]) null);
        int[] expected = new int[4 * width * cutout.height()];
        for (int i = 0; i < expected.length; i++) {
            int alpha = cutout.mask().coverage()[i / 4] & 0xff;
            int colour = i % 4 < 3 ? cutout.picture().rgb()[i / 4 * 3 + i % 4] & 0xff : 0;
            expected[i] = i % 4 == 3 ? alpha : alpha == 0 ? 0 : colour;
        }
        assertThat(Arrays.equals(found, expected)).isTrue();
    }

    private static void assertAlpha(Mask mask, byte[] webp) throws IOException {
        List<ImageReader> readers = EncodedMaskTest.readers(MaskFormat.WEBP);
        assertThat(readers).hasSizeGreaterThanOrEqualTo(2);
        for (ImageReader reader : readers) {
            BufferedImage decoded = EncodedMaskTest.read(reader, webp);
            int[] alpha = decoded.getAlphaRaster().getSamples(0, 0, mask.width(), mask.height(), 0, (int[]) null);
            for (int i = 0; i < alpha.length; i++) {
                assertThat(alpha[i]).as("%s, pixel %d", reader, i).isEqualTo(mask.coverage()[i] & 0xff);
            }
        }
    }

    private static Cutout png(SourceImage picture, Mask mask) {
        return new Cutout(picture, mask, MaskFormat.PNG);
    }

    private static byte[] file(Cutout cutout) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        cutout.write(CORES, file);
        return file.toByteArray();
    }

    private static BufferedImage decoded(byte[] webp, String decoder) throws IOException {
        for (ImageReader reader : EncodedMaskTest.readers(MaskFormat.WEBP)) {
            if (reader.getClass().getName().contains(decoder)) {
                return EncodedMaskTest.read(reader, webp);
            }
        }
        throw new AssertionError("no " + decoder);
    }

    private static SourceImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new SourceImage(width, height, rgb);
    }

    private static SourceImage gradient(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            rgb[3 * i] = (byte) (i % width);
            rgb[3 * i + 1] = (byte) (i / width);
            rgb[3 * i + 2] = (byte) (i % width + i / width);
        }
        return new SourceImage(width, height, rgb);
    }
}
