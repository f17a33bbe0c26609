package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.UnknownPropertyRule;
import java.util.Optional;

/** Requests for tests, and the reader's refusals of them. */
final class Requests {
    private Requests() {}

    static ObjectNode request() {
        return Json.object()
                .put("imageUrl", "https://a.example/b")
                .put("method", "text")
                .put("textPrompt", "cat");
    }

    /** A request with all prompts, valid with any method and without any optional property. */
    static ObjectNode everything() {
        ObjectNode request = request().put("method", "points");
        request.putObject("pointsPositive")
                .putArray("points")
                .addArray()
                .add(0.5)
                .add(0.5);
        request.putObject("pointsNegative")
                .putArray("points")
                .addArray()
                .add(0.1)
                .add(0.1);
        putBox(request.putArray("pointsBox"));
        putBox(request.putArray("boxes").addArray());
        return request;
    }

    private static void putBox(ArrayNode box) {
        box.add(0.1).add(0.2).add(0.3).add(0.4);
    }

    static ObjectNode group(String group) {
        return everything().set("pointsPositive", Json.read(group.getBytes(UTF_8)));
    }

    static Optional<String> refusal(JsonNode request) {
        try {
            read(request);
            return Optional.empty();
        } catch (ApiException.BadRequest e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static Parameters read(JsonNode request) {
        return new RequestReader(UnknownPropertyRule.REFUSE, Rules.PUBLIC).read(Json.writeBytes(request));
    }
}
