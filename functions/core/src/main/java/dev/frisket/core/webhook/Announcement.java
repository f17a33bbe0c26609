package dev.frisket.core.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The message that an ended artwork's webhook is to be called.
 *
 * @param artworkId which
 * @param keyId the API key that it belongs to
 */
public record Announcement(ArtworkId artworkId, String keyId) {
    private static final int VERSION = 1;

    static Announcement of(Artwork artwork) {
        return new Announcement(artwork.id(), artwork.keyId());
    }

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
     * @throws IllegalArgumentException if it is no announcement, or one of an unknown version
     */
    public static Announcement read(String text) {
        JsonNode json;
        try {
            json = Json.readStrictly(text.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException("not an announcement", e);
        }
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalArgumentException("not an announcement of a known version");
        }
        return new Announcement(ArtworkId.parse(text(json, "artworkId")), text(json, "keyId"));
    }

    private static String text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue())
                .orElseThrow(() -> new IllegalArgumentException("an announcement without " + name));
    }
}
