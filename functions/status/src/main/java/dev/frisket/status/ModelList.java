package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.id.Sha256;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code GET /v2/models}: the packs in use, from the manifests that the build adds to this function. */
final class ModelList {
    private static final List<String> TOLD = List.of("name", "title", "capabilities", "licence", "credit");
    private static final List<String> TOLD_OF_FILES = List.of("name", "bytes", "sha256");

    private final ArrayNode models = Json.object().arrayNode();

    /** @throws IllegalStateException if a pack does not exist */
    ModelList(List<String> packs) {
        packs.forEach(pack -> models.add(model(pack)));
    }

    Reply answer(APIGatewayProxyRequestEvent event) {
        Caller.of(event).require(Scope.GENERATOR);
        return Reply.json(200, models);
    }

    private static ObjectNode model(String pack) {
        byte[] file = manifest(pack);
        JsonNode manifest = Json.read(file);
        ObjectNode model = told(manifest, TOLD);
        // Digest of the manifest, which contains the digests of all files: it changes with any of them.
        model.put("digest", Sha256.hex(file));
        ArrayNode files = model.putArray("files");
        manifest.get("files").forEach(each -> files.add(told(each, TOLD_OF_FILES)));
        return model;
    }

    private static ObjectNode told(JsonNode from, List<String> properties) {
        ObjectNode told = Json.object();
        properties.forEach(property -> told.set(property, from.get(property)));
        return told;
    }

    private static byte[] manifest(String pack) {
        try (InputStream file = ModelList.class.getResourceAsStream("/models/" + pack + "/manifest.json")) {
            if (file == null) {
                throw new IllegalStateException("there is no model pack " + pack);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
