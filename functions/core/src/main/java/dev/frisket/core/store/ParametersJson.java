package dev.frisket.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The single JSON form of parameters: in answers, in stored artworks and in the hash of a repeated request. */
public final class ParametersJson {
    private ParametersJson() {}

    /** All properties of the contract; those without a default only if they were sent. */
    public static ObjectNode write(Parameters parameters) {
        ObjectNode json = Json.object();
        json.put("imageUrl", parameters.imageUrl());
        json.put("method", parameters.method().value());
        for (Method method : Method.values()) {
            json.setAll(prompt(method, parameters));
        }
        MaskParameters mask = parameters.mask();
        json.put("maskExpand", mask.expand());
        json.put("maskTaperedCorners", mask.taperedCorners());
        Json.putNumber(json, "maskBlurSigma", mask.blurSigma());
        json.put("maskKernelSize", mask.kernelSize());
        json.put("outputFormat", parameters.outputFormat().value());
        if (parameters.webhook() != null) {
            json.put("webhook", parameters.webhook());
        }
        return json;
    }

    /** The properties of one method, written even if the request uses the other. */
    private static ObjectNode prompt(Method method, Parameters parameters) {
        return switch (method) {
            case TEXT -> write(parameters.text());
            case POINTS -> write(parameters.points());
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
        return json.put("pointsRefinementSteps", points.refinementSteps())
                .put("pointsMultimask", points.multimask())
                .put("pointsBestMask", points.bestMask());
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
                        json.required("pointsBestMask").booleanValue()),
                new MaskParameters(
                        json.required("maskExpand").intValue(),
                        json.required("maskTaperedCorners").booleanValue(),
                        json.required("maskBlurSigma").doubleValue(),
                        json.required("maskKernelSize").intValue()),
                constant(OutputFormat.class, json.required("outputFormat")),
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

    private static <E extends Enum<E>> E constant(Class<E> choices, JsonNode name) {
        return Enum.valueOf(choices, name.textValue().toUpperCase(Locale.ROOT));
    }
}
