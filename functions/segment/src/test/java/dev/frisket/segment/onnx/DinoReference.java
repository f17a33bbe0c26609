package dev.frisket.segment.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.packs.ModelPack;
import dev.frisket.segment.BundledPictures;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The structural twin of Grounding DINO, and what the reference processor makes of pictures, prompts and answers. */
final class DinoReference {
    private static final String FOLDER = "/grounding-dino/";
    private static final JsonNode EXPECTED = json("expected.json.gz");

    private DinoReference() {}

    /** The twin, a pack whose files are in place. */
    static ModelPack twin() {
        try {
            Path manifest =
                    Path.of(Objects.requireNonNull(DinoReference.class.getResource(FOLDER + "twin/manifest.json"))
                            .toURI());
            return ModelPack.read(
                    Objects.requireNonNull(
                            Objects.requireNonNull(manifest.getParent()).getParent()),
                    "twin");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of pictures, of which some are made by {@link #picture}. */
    static Stream<String> pictures() {
        return EXPECTED.get("pictures").properties().stream().map(entry -> entry.getKey());
    }

    /** What the reference makes of a picture: {@code stretched} to a square, and with the {@code shortest} side given. */
    static JsonNode prepared(String picture, String how) {
        return EXPECTED.get("pictures").get(picture).get(how);
    }

    static Stream<JsonNode> cases() {
        return Stream.iterate(0, i -> i < EXPECTED.get("cases").size(), i -> i + 1)
                .map(EXPECTED.get("cases")::get);
    }

    /** A golden picture, or one of noise named by its sides, for example {@code 37x53}. */
    static SourceImage picture(String name) {
        if (name.endsWith(".png")) {
            return BundledPictures.picture(name);
        }
        String[] sides = name.split("x", -1);
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) ((x * x * 31 + y * y * 17 + x * y * 7 + i % 3 * 83) / 8 % 256);
        }
        return new SourceImage(width, height, rgb);
    }

    /** A gzipped JSON file of the reference. */
    private static JsonNode json(String name) {
        try (InputStream file = DinoReference.class.getResourceAsStream(FOLDER + name);
                InputStream in = new GZIPInputStream(Objects.requireNonNull(file))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
