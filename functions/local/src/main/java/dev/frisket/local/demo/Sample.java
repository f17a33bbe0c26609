package dev.frisket.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A bundled picture and what to find in it.
 *
 * @param file name of the picture
 * @param positive points on the object
 * @param negative points off it
 * @param refinementSteps how often the mask is refined
 */
record Sample(String file, List<Place> positive, List<Place> negative, int refinementSteps) {
    /** All of them; CREDITS.md beside the pictures names who made them. */
    static final List<Sample> ALL = List.of(
            new Sample("coffee.png", List.of(new Place(0.6, 0.7)), List.of(), 1),
            new Sample("rocket.jpg", List.of(new Place(0.5, 0.45), new Place(0.5, 0.75)), List.of(), 3),
            new Sample(
                    "camera.png",
                    List.of(new Place(0.22, 0.55), new Place(0.48, 0.25)),
                    List.of(new Place(0.57, 0.5)),
                    1));

    /**
     * A place in a picture.
     *
     * @param x fraction of the width, 0..1
     * @param y fraction of the height, 0..1
     */
    record Place(double x, double y) {}

    /** The picture's name without its type. */
    String name() {
        return file.substring(0, file.indexOf('.'));
    }

    /** The request's body. */
    ObjectNode request(URI picture) {
        ObjectNode request = Json.object()
                .put("imageUrl", picture.toString())
                .put("method", "points")
                .put("pointsRefinementSteps", refinementSteps)
                .put("outputFormat", "png");
        put(request.putObject("pointsPositive"), positive);
        if (!negative.isEmpty()) {
            put(request.putObject("pointsNegative"), negative);
        }
        return request;
    }

    byte[] bytes() {
        try (InputStream in =
                Objects.requireNonNull(Sample.class.getResourceAsStream("/dev/frisket/local/samples/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedImage picture() {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode group, List<Place> places) {
        ArrayNode points = group.putArray("points");
        for (Place place : places) {
            points.addArray().add(place.x()).add(place.y());
        }
    }
}
