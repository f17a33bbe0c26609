package dev.frisket.core.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;

/**
 * The message that requests work on an artwork.
 *
 * @param artworkId id of the artwork
 * @param keyId the API key that the artwork belongs to
 * @param orphaned whether the artwork's last worker is known to be dead, so that the artwork may be taken over at once
 */
public record Job(ArtworkId artworkId, String keyId, boolean orphaned) implements Message {
    private static final int VERSION = 1;

    /** The job of an artwork that no worker has taken yet. */
    public Job(ArtworkId artworkId, String keyId) {
        this(artworkId, keyId, false);
    }

    @Override
    public String description() {
        return "the job of " + artworkId;
    }

    @Override
    public String write() {
        ObjectNode json = Json.object()
                .put("version", VERSION)
                .put("artworkId", artworkId.toString())
                .put("keyId", keyId);
        return Json.write(orphaned ? json.put("orphaned", true) : json);
    }

    /**
     * Parses a message's text.
     *
     * @throws IllegalArgumentException if it is not a job, or one of an unknown version
     */
    public static Job read(String text) {
        MessageJson message = MessageJson.read(text, "job", VERSION);
        return new Job(
                ArtworkId.parse(message.text("artworkId")),
                message.text("keyId"),
                message.json().path("orphaned").booleanValue());
    }
}
