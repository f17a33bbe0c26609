package dev.frisket.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import dev.frisket.local.demo.Prompt.Place;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A bundled picture and what to find in it.
 *
 * @param name base name of its result files
 * @param file name of the picture
 * @param scale factor by which both sides are enlarged
 * @param prompt what to find
 */
record Sample(String name, String file, int scale, Prompt prompt) {
    /** All samples; CREDITS.md beside the pictures names their authors. */
    static final List<Sample> ALL = List.of(
            new Sample("spoon", "coffee.png", new Prompt.Points(List.of(new Place(0.6, 0.7)), List.of(), 1)),
            new Sample(
                    "rocket",
                    "rocket.jpg",
                    new Prompt.Points(List.of(new Place(0.5, 0.45), new Place(0.5, 0.75)), List.of(), 3)),
            new Sample(
                    "cameraman",
                    "camera.png",
                    new Prompt.Points(
                            List.of(new Place(0.22, 0.55), new Place(0.48, 0.25)), List.of(new Place(0.57, 0.5)), 1)),
            new Sample("man", "camera.png", new Prompt.Words("the man")),
            new Sample("cup", "coffee.png", new Prompt.Words("a cup of coffee")));

    /** A JPEG file of the size that a camera takes. */
    static final Sample LARGE =
            new Sample("large", "rocket.jpg", 7, new Prompt.Points(List.of(new Place(0.5, 0.45)), List.of(), 1));

    private Sample(String name, String file, Prompt prompt) {
        this(name, file, 1, prompt);
    }

    /** The request's body. */
    ObjectNode request(URI picture) {
        ObjectNode request = Json.object().put("imageUrl", picture.toString()).put("outputFormat", "png");
        prompt.putInto(request);
        return request;
    }

    byte[] bytes() {
        try (InputStream in =
                Objects.requireNonNull(Sample.class.getResourceAsStream("/dev/frisket/local/samples/" + file), file)) {
            byte[] bytes = in.readAllBytes();
            return scale == 1 ? bytes : enlarged(ImageIO.read(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] enlarged(BufferedImage image) throws IOException {
        int width = scale * image.getWidth();
        int height = scale * image.getHeight();
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        large.createGraphics().drawImage(image, 0, 0, width, height, null);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(large, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    String contentType() {
        return URLConnection.guessContentTypeFromName(file);
    }

    BufferedImage picture() {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
