package dev.frisket.segment.mask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.segment.parallel.Parallel;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenMasksTest {
    private static final Path GOLDEN = Path.of(System.getProperty("golden"));

    @TestFactory
    Stream<DynamicTest> everyGoldenMaskIsReached() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(GOLDEN.resolve("masks/cases.json").toFile())
                .get("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(golden -> DynamicTest.dynamicTest(golden.get("id").asText(), () -> isReached(golden)));
    }

    private static void isReached(JsonNode golden) throws IOException {
        Mask input = read(golden.get("input").asText());
        Mask expected = read(golden.get("expected").asText());
        JsonNode blur = golden.get("blur");
        Morphology growth = new Morphology(
                golden.get("expand").asInt(), golden.get("tapered").asBoolean());
        Blur softening =
                new Blur(blur.get("kernelSize").asInt(), blur.get("sigma").asDouble());

        for (Parallel cores : new Parallel[] {new Parallel(1), new Parallel(3)}) {
            Mask actual = softening.apply(growth.apply(input, cores), cores);

            assertThat(actual.width()).isEqualTo(expected.width());
            assertThat(Differences.greatest(actual, expected))
                    .isLessThanOrEqualTo(golden.get("tolerance").asInt());
        }
        int side = 2 * softening.fittingRadius(input.width(), input.height()) + 1;
        assertThat(side < 3 ? 0 : side).isEqualTo(blur.get("effectiveKernel").asInt());
    }

    private static Mask read(String file) throws IOException {
        File path = GOLDEN.resolve(file).toFile();
        BufferedImage image = ImageIO.read(path);
        int[] samples = image.getRaster()
                .getSamples(
                        0, 0, image.getWidth(), image.getHeight(), 0, new int[image.getWidth() * image.getHeight()]);
        byte[] coverage = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            coverage[i] = (byte) samples[i];
        }
        return new Mask(image.getWidth(), image.getHeight(), coverage);
    }
}
