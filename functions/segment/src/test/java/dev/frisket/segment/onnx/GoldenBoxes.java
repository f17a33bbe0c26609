package dev.frisket.segment.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frisket.core.artwork.Point;
import dev.frisket.segment.model.Box;
import dev.frisket.segment.model.Candidate;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.PointsPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** Boxes with and without points, and the masks that boxes.py has made for them from the golden pictures. */
final class GoldenBoxes {
    private GoldenBoxes() {}

    /**
     * One case.
     *
     * @param id name, which its mask has too
     * @param image key of the golden picture
     * @param box prompt
     * @param positive points inside; with any point the box stands beside them
     * @param negative points outside
     * @param refinementSteps of a prompt with points
     * @param score predicted IoU of the mask
     */
    record Case(
            String id,
            String image,
            Box box,
            List<Point> positive,
            List<Point> negative,
            int refinementSteps,
            double score) {
        Case {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }

        /** What a model makes of it. */
        Candidate candidate(MaskModel model, Embedding embedding) {
            if (positive.isEmpty() && negative.isEmpty()) {
                return model.decode(embedding, List.of(box), refinementSteps).get(0);
            }
            return model.decode(embedding, new PointsPrompt(positive, negative, refinementSteps, true, true, box))
                    .get(0);
        }

        /** The reference's mask: pixels inside, by index in rows. */
        BitSet mask() {
            try (InputStream file = resource(id + ".png")) {
                return GoldenPoints.inside(ImageIO.read(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> cases() {
        try (InputStream file = resource("cases.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false)
                    .map(GoldenBoxes::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(JsonNode node) {
        JsonNode box = node.get("box");
        return new Case(
                node.get("id").asText(),
                node.get("image").asText(),
                new Box(
                        box.get(0).asDouble(),
                        box.get(1).asDouble(),
                        box.get(2).asDouble(),
                        box.get(3).asDouble()),
                points(node.get("positive")),
                points(node.get("negative")),
                node.get("refinement").asInt(),
                node.get("score").asDouble());
    }

    private static List<Point> points(JsonNode pairs) {
        List<Point> points = new ArrayList<>();
        pairs.forEach(
                pair -> points.add(new Point(pair.get(0).asDouble(), pair.get(1).asDouble())));
        return points;
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(GoldenBoxes.class.getResourceAsStream("boxes/" + name), name);
    }
}
