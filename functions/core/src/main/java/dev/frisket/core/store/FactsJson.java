package dev.frisket.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the facts about masks, as returned to callers and as stored. */
public final class FactsJson {
    private static final int VERSION = 1;

    private FactsJson() {}

    /** Adds {@code prompt} to a response, if the artwork has a text prompt. */
    public static void putPrompt(ObjectNode answer, ArtworkFacts facts) {
        PromptWords words = facts.words();
        if (words != null) {
            ObjectNode prompt = answer.putObject("prompt");
            putWords(prompt, "understood", words.understood());
            putWords(prompt, "excluded", words.excluded());
            putWords(prompt, "unknown", words.unknown());
        }
    }

    /** Adds the facts of one mask to its entry in a response: {@code score}, {@code detections} and so on. */
    public static void putFacts(ObjectNode mask, MaskFacts facts) {
        mask.set("score", number(facts.score()));
        ArrayNode detections = mask.putArray("detections");
        for (Detected detected : facts.detections()) {
            ObjectNode detection = detections.addObject();
            if (detected.label() != null) {
                detection.put("label", detected.label());
            }
            if (detected.confidence() != null) {
                detection.set("confidence", number(detected.confidence()));
            }
            detection.set("box", box(detected.box()));
        }
        mask.set("box", facts.box() == null ? mask.nullNode() : box(facts.box()));
        mask.put("area", facts.area());
        mask.putArray("size").add(facts.height()).add(facts.width());
    }

    static ObjectNode write(ArtworkFacts facts) {
        ObjectNode json = Json.object().put("version", VERSION);
        putPrompt(json, facts);
        ArrayNode masks = json.putArray("masks");
        for (MaskFacts each : facts.masks()) {
            ObjectNode mask = masks.addObject();
            putFacts(mask, each);
            mask.put("rleBytes", each.rleBytes());
            Result cutout = each.cutout();
            if (cutout != null) {
                mask.putObject("cutout")
                        .put("secret", cutout.secret())
                        .put("format", cutout.format().extension());
            }
        }
        return json;
    }

    static ArtworkFacts read(JsonNode json) {
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalStateException("facts of an unknown version: " + json.path("version"));
        }
        List<MaskFacts> masks = new ArrayList<>();
        json.required("masks").forEach(mask -> masks.add(readFacts(mask, masks.size())));
        return new ArtworkFacts(readPrompt(json.path("prompt")), masks);
    }

    private static @Nullable PromptWords readPrompt(JsonNode prompt) {
        return prompt.isMissingNode()
                ? null
                : new PromptWords(
                        readWords(prompt, "understood"), readWords(prompt, "excluded"), readWords(prompt, "unknown"));
    }

    private static MaskFacts readFacts(JsonNode mask, int number) {
        List<Detected> detections = new ArrayList<>();
        for (JsonNode detection : mask.required("detections")) {
            detections.add(new Detected(
                    detection.path("label").textValue(),
                    readNumber(detection.path("confidence")),
                    readBox(detection.required("box"))));
        }
        JsonNode box = mask.required("box");
        JsonNode size = mask.required("size");
        return new MaskFacts(
                readNumber(mask.required("score")),
                detections,
                size.required(1).intValue(),
                size.required(0).intValue(),
                box.isNull() ? null : readBox(box),
                mask.required("area").intValue(),
                mask.required("rleBytes").intValue(),
                mask.has("cutout") ? readCutout(mask.get("cutout"), number) : null);
    }

    private static Result readCutout(JsonNode cutout, int number) {
        return new Result(
                number,
                cutout.required("secret").textValue(),
                MaskFormat.ofExtension(cutout.required("format").textValue()).orElseThrow());
    }

    private static void putWords(ObjectNode prompt, String name, List<String> words) {
        words.forEach(prompt.putArray(name)::add);
    }

    private static List<String> readWords(JsonNode prompt, String name) {
        List<String> words = new ArrayList<>();
        prompt.required(name).forEach(word -> words.add(word.textValue()));
        return words;
    }

    private static ArrayNode box(PixelBox box) {
        return Json.object()
                .arrayNode()
                .add(Json.number(box.x()))
                .add(Json.number(box.y()))
                .add(Json.number(box.width()))
                .add(Json.number(box.height()));
    }

    private static PixelBox readBox(JsonNode box) {
        return new PixelBox(
                box.required(0).doubleValue(),
                box.required(1).doubleValue(),
                box.required(2).doubleValue(),
                box.required(3).doubleValue());
    }

    private static JsonNode number(@Nullable Double value) {
        return value == null ? Json.object().nullNode() : Json.number(value);
    }

    private static @Nullable Double readNumber(JsonNode number) {
        return number.isNumber() ? number.doubleValue() : null;
    }
}
