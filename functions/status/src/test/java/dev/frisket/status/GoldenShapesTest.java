package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.core.json.Json;
import dev.frisket.core.shape.Rle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Compares encodings of the golden masks with those that rle.py made with pycocotools. */
class GoldenShapesTest {
    private static final Path GOLDEN = Path.of("../segment/src/test/resources/golden");

    /** Read by {@code .ci/run shapes}. */
    private static final Path SHAPES = Path.of("target/shapes.json");

    @Test
    void theEncodingsAreCocosAndThePolygonsFilledAgainAreTheMasks() throws IOException {
        Map<String, String> expected = expected();
        assertThat(expected).hasSizeGreaterThanOrEqualTo(30);
        ArrayNode shapes = Json.object().arrayNode();
        for (Map.Entry<String, String> each : expected.entrySet()) {
            BufferedImage image = ImageIO.read(GOLDEN.resolve(each.getKey()).toFile());
            byte[] coverage = coverage(image);

            Rle rle = Rle.of(image.getWidth(), image.getHeight(), coverage);
            String polygons = FilledPolygons.trace(image.getWidth(), image.getHeight(), coverage);

            assertThat(rle.counts()).as(each.getKey()).isEqualTo(each.getValue());
            FilledPolygons.check(polygons, image.getWidth(), image.getHeight(), coverage);
            shapes.add(shape(each.getKey(), rle, polygons));
        }
        Files.write(SHAPES, Json.writeBytes(shapes));
    }

    private static Map<String, String> expected() throws IOException {
        try (InputStream file = Objects.requireNonNull(GoldenShapesTest.class.getResourceAsStream("rle.json"))) {
            Map<String, String> expected = new TreeMap<>();
            for (Map.Entry<String, JsonNode> each :
                    Json.read(file.readAllBytes()).properties()) {
                expected.put(each.getKey(), each.getValue().textValue());
            }
            return expected;
        }
    }

    private static byte[] coverage(BufferedImage image) {
        int white = (1 << image.getSampleModel().getSampleSize(0)) - 1;
        int[] samples = image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        byte[] coverage = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            coverage[i] = (byte) (samples[i] * 255 / white);
        }
        return coverage;
    }

    private static ObjectNode shape(String file, Rle rle, String polygons) {
        ObjectNode shape =
                Json.object().put("file", file).put("counts", rle.counts()).put("area", rle.area());
        PixelBox box = rle.box();
        if (box != null) {
            shape.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
        }
        shape.set("polygons", Json.read(polygons.getBytes(UTF_8)));
        return shape;
    }
}
