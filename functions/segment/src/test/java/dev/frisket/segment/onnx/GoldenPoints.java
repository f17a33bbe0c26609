package dev.frisket.segment.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.core.artwork.Point;
import dev.frisket.segment.model.Logits;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** The golden pictures and points cases, decoded with plain ImageIO. */
public final class GoldenPoints {
    private static final Path FOLDER = Path.of(System.getProperty("golden"));

    private GoldenPoints() {}

    /**
     * One case.
     *
     * @param id name
     * @param image key of the picture
     * @param prompt the points
     * @param expected masks and scores, as in the file
     */
    public record Case(String id, String image, PointsPrompt prompt, JsonNode expected) {
        @Override
        public String toString() {
            return id;
        }
    }

    public static Stream<Case> cases() {
        return StreamSupport.stream(json().get("cases").spliterator(), false)
                .map(node -> new Case(
                        node.get("id").asText(),
                        node.get("image").asText(),
                        new PointsPrompt(
                                points(node.get("positive")),
                                points(node.get("negative")),
                                node.get("refinement").asInt(),
                                node.get("multimask").asBoolean(),
                                node.get("best").asBoolean()),
                        node.get("expected")));
    }

    /** Names of all pictures. */
    static Stream<String> images() {
        List<String> names = new ArrayList<>();
        json().get("images").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    static JsonNode inputTensor(String image) {
        return json().get("images").get(image).get("inputTensor");
    }

    /** A golden picture. */
    static SourceImage picture(String image) {
        return plain(read(json().get("images").get(image).get("file").asText()));
    }

    /** Decodes a picture's samples as stored, ignoring its profile. */
    public static SourceImage plain(byte[] file) {
        return plain(read(file));
    }

    private static SourceImage plain(BufferedImage read) {
        boolean grey = read.getRaster().getNumBands() == 1;
        byte[] rgb = new byte[read.getWidth() * read.getHeight() * 3];
        int next = 0;
        for (int y = 0; y < read.getHeight(); y++) {
            for (int x = 0; x < read.getWidth(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[next++] = (byte) read.getRaster().getSample(x, y, grey ? 0 : channel);
                }
            }
        }
        return new SourceImage(read.getWidth(), read.getHeight(), rgb);
    }

    /** A stored mask: pixels inside, by row-major index. */
    public static BitSet mask(String file) {
        return inside(read(file));
    }

    /** Pixels of a mask with a coverage of more than half, by row-major index. */
    public static BitSet inside(BufferedImage mask) {
        BitSet inside = new BitSet();
        for (int y = 0; y < mask.getHeight(); y++) {
            for (int x = 0; x < mask.getWidth(); x++) {
                inside.set(y * mask.getWidth() + x, (mask.getRGB(x, y) & 0xFF) >= 128);
            }
        }
        return inside;
    }

    /** Logits upsampled to a picture's size pixel by pixel: bilinear, half-pixel centres, border repeated; above 0. */
    static BitSet upsampled(Logits logits, int width, int height) {
        BitSet inside = new BitSet();
        for (int y = 0; y < height; y++) {
            double fromY = Math.max(0, (y + 0.5) * Sam2Decoder.MASK_SIDE / height - 0.5);
            for (int x = 0; x < width; x++) {
                double fromX = Math.max(0, (x + 0.5) * Sam2Decoder.MASK_SIDE / width - 0.5);
                inside.set(y * width + x, bilinear(logits.values(), fromX, fromY) > 0);
            }
        }
        return inside;
    }

    public static double iou(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        BitSet either = (BitSet) a.clone();
        either.or(b);
        return either.isEmpty() ? 1 : (double) both.cardinality() / either.cardinality();
    }

    private static double bilinear(float[] values, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, Sam2Decoder.MASK_SIDE - 1);
        int bottom = Math.min(top + 1, Sam2Decoder.MASK_SIDE - 1);
        double upper =
                mix(values[top * Sam2Decoder.MASK_SIDE + left], values[top * Sam2Decoder.MASK_SIDE + right], x - left);
        double lower = mix(
                values[bottom * Sam2Decoder.MASK_SIDE + left],
                values[bottom * Sam2Decoder.MASK_SIDE + right],
                x - left);
        return mix(upper, lower, y - top);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static List<Point> points(JsonNode pairs) {
        List<Point> points = new ArrayList<>();
        pairs.forEach(
                pair -> points.add(new Point(pair.get(0).asDouble(), pair.get(1).asDouble())));
        return points;
    }

    private static BufferedImage read(String file) {
        try {
            return read(Files.readAllBytes(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage read(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(withoutProfile(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a JPEG's first ICC profile segment: the golden answers were made from the samples as stored. */
    private static byte[] withoutProfile(byte[] bytes) {
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ICC_PROFILE");
        if (name < 0) {
            return bytes;
        }
        int marker = name - 4;
        int end = marker + 2 + (bytes[marker + 2] & 0xFF) * 256 + (bytes[marker + 3] & 0xFF);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bytes, 0, marker);
        rest.write(bytes, end, bytes.length - end);
        return rest.toByteArray();
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolve("points/cases.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
