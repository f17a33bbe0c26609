package dev.frisket.core.webhook;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageJson;

/**
 * The message that requests the call of an ended artwork's webhook.
 *
 * @param artworkId id of the artwork
 * @param keyId the API key that the artwork belongs to
 */
public record Announcement(ArtworkId artworkId, String keyId) implements Message {
    private static final int VERSION = 1;

    static Announcement of(Artwork artwork) {
        return new Announcement(artwork.id(), artwork.keyId());
    }

    @Override
    public String description() {
        return "the announcement of " + artworkId;
    }

    @Override
    public String write() {
        return Json.write(Json.object()
                .put("version", VERSION)
                .put("artworkId", artworkId.toString())
                .put("keyId", keyId));
    }

    /**
     * Parses a message's text.
     *
     * @throws IllegalArgumentException if it is not an announcement, or one of an unknown version
     */
    public static Announcement read(String text) {
        MessageJson message = MessageJson.read(text, "announcement", VERSION);
        return new Announcement(ArtworkId.parse(message.text("artworkId")), message.text("keyId"));
    }
}
