package dev.frisket.core.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A parsed message from a queue, which may also contain messages that are not ours.
 *
 * @param json an object of a known version
 * @param kind the expected kind, such as {@code job}
 */
public record MessageJson(JsonNode json, String kind) {

    /**
     * Parses a message's text.
     *
     * @throws IllegalArgumentException if it is not strict JSON, or of another version
     */
    public static MessageJson read(String text, String kind, int version) {
        JsonNode json;
        try {
            json = Json.readStrictly(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("this is no " + kind, e);
        }
        if (json.path("version").intValue() != version) {
            throw new IllegalArgumentException("this is no " + kind + " of a known version");
        }
        return new MessageJson(json, kind);
    }

    /**
     * The value of a text property.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public String text(String name) {
        return Optional.ofNullable(json.path(name).textValue())
                .orElseThrow(() -> new IllegalArgumentException("a " + kind + " without " + name));
    }
}
