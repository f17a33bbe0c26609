package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.segment.picture.SourceImage;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTensorTest {
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    static Stream<String> images() {
        return GoldenPoints.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void probesOfTheGoldenPicturesHaveTheirValues(String image) {
        int side = Sam2Encoder.SIDE;
        FloatBuffer tensor = FloatBuffer.allocate(3 * side * side);

        PictureTensor.fill(GoldenPoints.picture(image), side, tensor);

        // JPEG decoders differ slightly.
        double tolerance = image.endsWith(".jpg") ? 0.03 : 0.0001;
        JsonNode expected = GoldenPoints.inputTensor(image);
        for (JsonNode probe : expected.get("probes")) {
            int at = probe.get("y").asInt() * side + probe.get("x").asInt();
            for (int channel = 0; channel < 3; channel++) {
                assertThat((double) tensor.get(channel * side * side + at))
                        .isCloseTo(probe.get("rgb").get(channel).asDouble(), within(tolerance));
            }
        }
        for (int channel = 0; channel < 3; channel++) {
            double sum = 0;
            for (int i = 0; i < side * side; i++) {
                sum += tensor.get(channel * side * side + i);
            }
            assertThat(sum / (side * side))
                    .isCloseTo(expected.get("mean").get(channel).asDouble(), within(0.0005));
        }
    }

    @Property(tries = 200)
    void everyPixelIsTheWeighedMeanOfThoseUnderItsTriangle(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 16, max = 40) int side,
            @ForAll Random random) {
        SourceImage picture = noise(width, height, random);
        FloatBuffer tensor = FloatBuffer.allocate(3 * side * side);

        PictureTensor.fill(picture, side, tensor);

        for (int i = 0; i < 20; i++) {
            int x = random.nextInt(side);
            int y = random.nextInt(side);
            int channel = random.nextInt(3);
            assertThat((double) tensor.get((channel * side + y) * side + x))
                    .isCloseTo(slow(picture, side, x, y, channel), within(0.0001));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 200000", "200000, 1", "63, 1500", "3000, 2", "1024, 1024"})
    void aPictureOfOneColourStaysThatColour(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i % 3 == 0 ? 200 : i % 3 == 1 ? 100 : 50);
        }
        int side = 64;
        FloatBuffer tensor = FloatBuffer.allocate(3 * side * side);

        PictureTensor.fill(new SourceImage(width, height, rgb), side, tensor);

        for (int i = 0; i < tensor.capacity(); i++) {
            int channel = i / (side * side);
            double value = (new int[] {200, 100, 50}[channel] / 255.0 - MEAN[channel]) / DEVIATION[channel];
            assertThat((double) tensor.get(i)).isCloseTo(value, within(0.001));
        }
    }

    @Test
    void halfTheSizeWeighsNeighboursOneThreeThreeOne() {
        byte[] rgb = new byte[3 * 32];
        rgb[3 * 10] = (byte) 255;
        FloatBuffer tensor = FloatBuffer.allocate(3 * 16 * 16);

        PictureTensor.fill(new SourceImage(32, 1, rgb), 16, tensor);

        assertThat(red(tensor.get(4))).isCloseTo(1 / 8f, within(1e-5f));
        assertThat(red(tensor.get(5))).isCloseTo(3 / 8f, within(1e-5f));
        assertThat(red(tensor.get(6))).isCloseTo(0f, within(1e-5f));
    }

    private static float red(float value) {
        return value * DEVIATION[0] + MEAN[0];
    }

    private static SourceImage noise(int width, int height, Random random) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return new SourceImage(width, height, rgb);
    }

    /** The definition, computed literally: the weighted sum of all pixels of the picture. */
    private static double slow(SourceImage picture, int side, int x, int y, int channel) {
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < picture.height(); row++) {
            double vertical = triangle(row, picture.height(), y, side);
            for (int column = 0; column < picture.width() && vertical > 0; column++) {
                double weight = vertical * triangle(column, picture.width(), x, side);
                sum += weight * (picture.rgb()[3 * (row * picture.width() + column) + channel] & 0xFF);
                weights += weight;
            }
        }
        return (sum / weights / 255 - MEAN[channel]) / DEVIATION[channel];
    }

    private static double triangle(int sample, int from, int out, int to) {
        double step = (double) from / to;
        double distance = Math.abs(sample + 0.5 - (out + 0.5) * step);
        return Math.max(0, 1 - distance / Math.max(step, 1));
    }
}
