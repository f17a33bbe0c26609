package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Detection;
import dev.frisket.segment.picture.SourceImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** How well the boxes of COCO-SSD cover what is there, on every fourth of the scenes in labelled/scenes.json. */
class LabelledScenesTest {
    private static final int EACH = 4;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final double CONFIDENCE = 0.2;

    /** Squares of the grid on which boxes are compared, along each side. */
    private static final int GRID = 400;

    private static final double SMALL = 0.03;

    /** With tiles the mean IoU is 0.62, of the small ones 0.48; the whole picture alone reaches 0.48 and 0. */
    @Test
    void theBoxesCoverWhatIsThere() throws IOException {
        List<Double> all = new ArrayList<>();
        List<Double> small = new ArrayList<>();
        ModelPack pack = ModelPack.read(Path.of(System.getProperty("models")), "coco-ssd");
        try (OnnxCocoSsd detector = new OnnxCocoSsd(pack, 2)) {
            JsonNode scenes = new ObjectMapper().readTree(resource("scenes.json"));
            for (int i = 0; i < scenes.size(); i += EACH) {
                SourceImage picture = picture(scenes.get(i));
                things(scenes.get(i)).forEach((label, boxes) -> {
                    BitSet truth = union(boxes);
                    double iou = iou(truth, found(detector, picture, label));
                    all.add(iou);
                    if (truth.cardinality() < SMALL * GRID * GRID) {
                        small.add(iou);
                    }
                });
            }
        }

        assertThat(all).hasSizeGreaterThan(25);
        assertThat(small).hasSizeGreaterThan(6);
        assertThat(mean(all)).isGreaterThan(0.58);
        assertThat(mean(small)).isGreaterThan(0.4);
    }

    private static BitSet found(OnnxCocoSsd detector, SourceImage picture, String label) {
        return union(detector.detect(picture, label, CONFIDENCE).found().stream()
                .map(Detection::box)
                .toList());
    }

    private static Map<String, List<Box>> things(JsonNode scene) {
        Map<String, List<Box>> things = new HashMap<>();
        for (JsonNode thing : scene.get("things")) {
            things.computeIfAbsent(thing.get("label").asText(), label -> new ArrayList<>())
                    .add(box(thing.get("box")));
        }
        return things;
    }

    private static Box box(JsonNode edges) {
        return new Box(
                edges.get(0).asDouble(),
                edges.get(1).asDouble(),
                edges.get(2).asDouble(),
                edges.get(3).asDouble());
    }

    private static BitSet union(List<Box> boxes) {
        BitSet union = new BitSet();
        for (Box box : boxes) {
            for (int y = at(box.top(), GRID); y < at(box.bottom(), GRID); y++) {
                union.set(y * GRID + at(box.left(), GRID), y * GRID + at(box.right(), GRID));
            }
        }
        return union;
    }

    private static double iou(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        BitSet any = (BitSet) a.clone();
        any.or(b);
        return (double) both.cardinality() / any.cardinality();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static int at(double fraction, int side) {
        return (int) Math.round(fraction * side);
    }

    private static SourceImage picture(JsonNode scene) throws IOException {
        BufferedImage background = image(scene.get("background").asText());
        boolean whole = scene.get("pasted").isEmpty();
        int width = whole ? background.getWidth() : WIDTH;
        int height = whole ? background.getHeight() : HEIGHT;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(background, 0, 0, width, height, null);
        for (JsonNode pasted : scene.get("pasted")) {
            Box box = box(pasted.get("box"));
            int left = at(box.left(), width);
            int top = at(box.top(), height);
            BufferedImage part = image(pasted.get("picture").asText());
            pen.drawImage(shrunk(part, at(box.right(), width) - left, at(box.bottom(), height) - top), left, top, null);
        }
        pen.dispose();
        return source(picture);
    }

    /** Resized as the worker does it, since the pen passes over samples. */
    private static BufferedImage shrunk(BufferedImage image, int width, int height) {
        byte[] rgb = ByteResize.resize(source(image), width, height);
        BufferedImage shrunk = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int pixel = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
            shrunk.setRGB(i % width, i / width, pixel);
        }
        return shrunk;
    }

    private static SourceImage source(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new SourceImage(image.getWidth(), image.getHeight(), rgb);
    }

    private static BufferedImage image(String name) throws IOException {
        InputStream beside = LabelledScenesTest.class.getResourceAsStream("labelled/" + name);
        try (InputStream in = beside != null
                ? beside
                : Objects.requireNonNull(
                        LabelledScenesTest.class.getResourceAsStream("/golden/images/" + name), name)) {
            return ImageIO.read(in);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(LabelledScenesTest.class.getResourceAsStream("labelled/" + name), name);
    }
}
