package dev.frisket.core;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The OpenAPI document, for tests that check the code against it. */
public final class Document {
    private final JsonNode root;

    private Document(JsonNode root) {
        this.root = root;
    }

    /** Reads the document of this project. */
    public static Document read() {
        try {
            return new Document(Json.read(Files.readAllBytes(Path.of(System.getProperty("openapi")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node at a JSON pointer, with its reference resolved; never missing. */
    public JsonNode at(String pointer) {
        return resolve(root.requiredAt(pointer));
    }

    /** Resolves a node's reference; a node without one is returned unchanged. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").textValue().substring(1)) : node;
    }

    /** The names in an object, in order. */
    public static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The texts in an array, in order. */
    public static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
