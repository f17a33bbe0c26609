package dev.frisket.core.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * The message that an artwork waits for a worker.
 *
 * @param artworkId which
 * @param keyId the API key that it belongs to
 */
public record Job(ArtworkId artworkId, String keyId) {
    private static final int VERSION = 1;

    /** The message's text. */
    public String write() {
        return Json.write(Json.object()
                .put("version", VERSION)
                .put("artworkId", artworkId.toString())
                .put("keyId", keyId));
    }

    /**
     * Reads a message's text.
     *
     * @throws IllegalArgumentException if it is no job, or one of an unknown version
     */
    public static Job read(String text) {
        JsonNode json;
        try {
            json = Json.readStrictly(text.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a job", e);
        }
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalArgumentException("a job of an unknown version");
        }
        return new Job(
                ArtworkId.parse(json.required("artworkId").textValue()),
                json.required("keyId").textValue());
    }
}
