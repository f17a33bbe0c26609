package dev.frisket.segment.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.picture.SourceImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * One of the scenes in labelled/scenes.json, or of the photographs in labelled/photographs.json.
 *
 * @param json background, pasted pictures and labelled boxes
 */
public record LabelledScene(JsonNode json) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    public static List<LabelledScene> all() throws IOException {
        return read("scenes.json");
    }

    public static List<LabelledScene> photographs() throws IOException {
        return read("photographs.json");
    }

    private static List<LabelledScene> read(String list) throws IOException {
        List<LabelledScene> scenes = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(LabelledScene.class.getResourceAsStream("labelled/" + list))) {
            new ObjectMapper().readTree(in).forEach(scene -> scenes.add(new LabelledScene(scene)));
        }
        return scenes;
    }

    /**
     * The pixels of the thing that a picture shows, by index in rows: of the horse exactly, since it is a silhouette, of
     * the cup and the man as in the golden masks; empty if the picture is not in the scene.
     */
    BitSet shape(String picture) throws IOException {
        BufferedImage shape =
                switch (picture) {
                    case "horse.png" -> inverse(image(picture));
                    case "coffee.png" -> image("/golden/points/out/p04_0.png");
                    case "camera.png" -> image("/golden/points/out/p12_0.png");
                    default -> throw new IllegalArgumentException("no shape in " + picture);
                };
        BufferedImage background = image(json.get("background").asText());
        BitSet inside = new BitSet();
        if (json.get("background").asText().equals(picture)) {
            add(shape, 0, 0, background.getWidth(), inside);
        }
        int width = width(background);
        int height = height(background);
        for (JsonNode pasted : json.get("pasted")) {
            if (pasted.get("picture").asText().equals(picture)) {
                Box box = box(pasted.get("box"));
                int left = at(box.left(), width);
                int top = at(box.top(), height);
                int right = at(box.right(), width);
                add(shrunk(shape, right - left, at(box.bottom(), height) - top), left, top, width, inside);
            }
        }
        return inside;
    }

    private static BufferedImage inverse(BufferedImage image) {
        BufferedImage inverse = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            inverse.setRGB(x, y, ~image.getRGB(x, y));
        }
        return inverse;
    }

    private static void add(BufferedImage shape, int left, int top, int width, BitSet inside) {
        for (int y = 0; y < shape.getHeight(); y++) {
            for (int x = 0; x < shape.getWidth(); x++) {
                if ((shape.getRGB(x, y) & 0xFF) >= 128) {
                    inside.set((top + y) * width + left + x);
                }
            }
        }
    }

    /** Whether the scene is a photograph as it is. */
    boolean isWhole() {
        return json.get("pasted").isEmpty();
    }

    /** The box around pixels, by index in rows. */
    public static Box around(BitSet inside, int width, int height) {
        int left = width;
        int right = 0;
        for (int i = inside.nextSetBit(0); i >= 0; i = inside.nextSetBit(i + 1)) {
            left = Math.min(left, i % width);
            right = Math.max(right, i % width + 1);
        }
        int top = inside.nextSetBit(0) / width;
        int bottom = (inside.length() - 1) / width + 1;
        return new Box((double) left / width, (double) top / height, (double) right / width, (double) bottom / height);
    }

    private int width(BufferedImage background) {
        return isWhole() ? background.getWidth() : WIDTH;
    }

    private int height(BufferedImage background) {
        return isWhole() ? background.getHeight() : HEIGHT;
    }

    /** Boxes of what is there, by class. */
    public Map<String, List<Box>> things() {
        Map<String, List<Box>> things = new HashMap<>();
        for (JsonNode thing : json.get("things")) {
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

    /** The pixel at a fraction of a side. */
    static int at(double fraction, int side) {
        return (int) Math.round(fraction * side);
    }

    public SourceImage picture() throws IOException {
        return source(image());
    }

    /** The picture, to be encoded. */
    public BufferedImage image() throws IOException {
        BufferedImage background = image(json.get("background").asText());
        int width = width(background);
        int height = height(background);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(background, 0, 0, width, height, null);
        for (JsonNode pasted : json.get("pasted")) {
            Box box = box(pasted.get("box"));
            int left = at(box.left(), width);
            int top = at(box.top(), height);
            BufferedImage part = image(pasted.get("picture").asText());
            pen.drawImage(shrunk(part, at(box.right(), width) - left, at(box.bottom(), height) - top), left, top, null);
        }
        pen.dispose();
        return picture;
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
        InputStream beside = LabelledScene.class.getResourceAsStream("labelled/" + name);
        try (InputStream in = beside != null
                ? beside
                : Objects.requireNonNull(
                        LabelledScene.class.getResourceAsStream(name.startsWith("/") ? name : "/golden/images/" + name),
                        name)) {
            return ImageIO.read(in);
        }
    }
}
