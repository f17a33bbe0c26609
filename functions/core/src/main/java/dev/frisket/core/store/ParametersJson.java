package dev.frisket.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.BoxPrompt;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The single JSON form of parameters: in responses, in stored artworks and in the hash of a repeated request. */
public final class ParametersJson {
    private ParametersJson() {}

    /** Every property of the contract; those without a default, and the additions, only if they were sent. */
    public static ObjectNode write(Parameters parameters) {
        ObjectNode json = Json.object();
        json.put("imageUrl", parameters.imageUrl());
        json.put("method", parameters.method().value());
        for (Method method : Method.values()) {
            json.setAll(prompt(method, parameters));
        }
        json.setAll(write(parameters.mask()));
        json.put("outputFormat", parameters.outputFormat().value());
        if (parameters.cutoutFormat() != null) {
            json.put("cutoutFormat", parameters.cutoutFormat().value());
        }
        if (parameters.webhook() != null) {
            json.put("webhook", parameters.webhook());
        }
        return json;
    }

    /** The properties that belong to a method, independent of the request's method. */
    private static ObjectNode prompt(Method method, Parameters parameters) {
        return switch (method) {
            case TEXT -> write(parameters.text());
            case POINTS -> write(parameters.points());
            case BOXES -> write(parameters.boxes());
        };
    }

    private static ObjectNode write(TextParameters text) {
        ObjectNode json = Json.object();
        if (text.prompt() != null) {
            json.put("textPrompt", text.prompt());
        }
        Json.putNumber(json, "textConfidence", text.confidence());
        return json.put("textMaxDetections", text.maxDetections()).put("textCombineMasks", text.combineMasks());
    }

    private static ObjectNode write(PointsParameters points) {
        ObjectNode json = Json.object();
        writeGroup(json, "pointsPositive", points.positive());
        writeGroup(json, "pointsNegative", points.negative());
        json.put("pointsRefinementSteps", points.refinementSteps())
                .put("pointsMultimask", points.multimask())
                .put("pointsBestMask", points.bestMask());
        if (points.box() != null) {
            write(json.putArray("pointsBox"), points.box());
        }
        return json;
    }

    private static ObjectNode write(BoxesParameters boxes) {
        ObjectNode json = Json.object();
        if (!boxes.boxes().isEmpty()) {
            ArrayNode array = json.putArray("boxes");
            boxes.boxes().forEach(box -> write(array.addArray(), box));
        }
        putIfSent(json, "boxesCombineMasks", boxes.combine());
        return json;
    }

    private static ObjectNode write(MaskParameters mask) {
        ObjectNode json = Json.object();
        json.put("maskExpand", mask.expand());
        json.put("maskTaperedCorners", mask.taperedCorners());
        Json.putNumber(json, "maskBlurSigma", mask.blurSigma());
        json.put("maskKernelSize", mask.kernelSize());
        putIfSent(json, "maskFillHoles", mask.fillHoles());
        putIfSent(json, "maskLargestOnly", mask.largestOnly());
        putIfSent(json, "maskInvert", mask.invert());
        return json;
    }

    private static void putIfSent(ObjectNode json, String name, @Nullable Boolean value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable Boolean readIfSent(JsonNode json, String name) {
        return json.has(name) ? Boolean.valueOf(json.get(name).booleanValue()) : null;
    }

    private static void write(ArrayNode array, BoxPrompt box) {
        array.add(Json.number(box.x1()))
                .add(Json.number(box.y1()))
                .add(Json.number(box.x2()))
                .add(Json.number(box.y2()));
    }

    /** Reads what {@link #write(Parameters)} wrote. */
    public static Parameters read(JsonNode json) {
        return new Parameters(
                json.required("imageUrl").textValue(),
                constant(Method.class, json.required("method")),
                new TextParameters(
                        json.path("textPrompt").textValue(),
                        json.required("textConfidence").doubleValue(),
                        json.required("textMaxDetections").intValue(),
                        json.required("textCombineMasks").booleanValue()),
                new PointsParameters(
                        readGroup(json.get("pointsPositive")),
                        readGroup(json.get("pointsNegative")),
                        json.required("pointsRefinementSteps").intValue(),
                        json.required("pointsMultimask").booleanValue(),
                        json.required("pointsBestMask").booleanValue(),
                        json.has("pointsBox") ? readBox(json.get("pointsBox")) : null),
                readBoxes(json),
                new MaskParameters(
                        json.required("maskExpand").intValue(),
                        json.required("maskTaperedCorners").booleanValue(),
                        json.required("maskBlurSigma").doubleValue(),
                        json.required("maskKernelSize").intValue(),
                        readIfSent(json, "maskFillHoles"),
                        readIfSent(json, "maskLargestOnly"),
                        readIfSent(json, "maskInvert")),
                constant(OutputFormat.class, json.required("outputFormat")),
                json.has("cutoutFormat") ? constant(CutoutFormat.class, json.get("cutoutFormat")) : null,
                json.path("webhook").textValue());
    }

    private static void writeGroup(ObjectNode json, String name, @Nullable PointGroup group) {
        if (group == null) {
            return;
        }
        ObjectNode node = json.putObject(name);
        ArrayNode points = node.putArray("points");
        for (Point point : group.points()) {
            points.addArray().add(Json.number(point.x())).add(Json.number(point.y()));
        }
        if (group.labels() != null) {
            ArrayNode labels = node.putArray("labels");
            group.labels().forEach(labels::add);
        }
    }

    private static @Nullable PointGroup readGroup(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        List<Point> points = new ArrayList<>();
        for (JsonNode pair : node.required("points")) {
            points.add(new Point(pair.get(0).doubleValue(), pair.get(1).doubleValue()));
        }
        List<Integer> labels = null;
        if (node.has("labels")) {
            labels = new ArrayList<>();
            for (JsonNode label : node.get("labels")) {
                labels.add(label.intValue());
            }
        }
        return new PointGroup(points, labels);
    }

    private static BoxesParameters readBoxes(JsonNode json) {
        List<BoxPrompt> boxes = new ArrayList<>();
        json.path("boxes").forEach(box -> boxes.add(readBox(box)));
        return new BoxesParameters(boxes, readIfSent(json, "boxesCombineMasks"));
    }

    private static BoxPrompt readBox(JsonNode box) {
        return new BoxPrompt(
                box.get(0).doubleValue(),
                box.get(1).doubleValue(),
                box.get(2).doubleValue(),
                box.get(3).doubleValue());
    }

    private static <E extends Enum<E>> E constant(Class<E> choices, JsonNode name) {
        return Enum.valueOf(choices, name.textValue().toUpperCase(Locale.ROOT));
    }
}
