package dev.frisket.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.ArtworkRecord;
import dev.frisket.core.artwork.Tombstone;
import dev.frisket.core.json.Json;
import java.time.Instant;

/**
 * The JSON of an artwork or a tombstone, as stored.
 *
 * <p>Listing objects returns their sizes but not their contents. Tombstones are smaller than any artwork, so that they are
 * recognised without being read.
 */
public final class ArtworkRecordJson {
    /** Minimum size of an artwork in bytes; every tombstone is smaller. */
    static final int MIN_ARTWORK_BYTES = 480;

    private static final int VERSION = 1;

    private ArtworkRecordJson() {}

    static ObjectNode write(ArtworkRecord record) {
        return record.match(ArtworkJson::write, ArtworkRecordJson::write);
    }

    private static ObjectNode write(Tombstone tombstone) {
        ObjectNode json = Json.object()
                .put("version", VERSION)
                .put("id", tombstone.id().toString())
                .put("deletedAt", Json.time(tombstone.deletedAt()));
        Tombstone.Rest rest = tombstone.rest();
        if (rest != null) {
            ObjectNode remaining = Json.object().put("organization", rest.organization());
            if (rest.embedding() != null) {
                remaining.set("embedding", ArtworkJson.writeEmbedding(rest.embedding()));
            }
            json.set("rest", remaining);
        }
        return json;
    }

    /** The record that was stored. */
    public static ArtworkRecord read(JsonNode json) {
        if (!json.has("deletedAt")) {
            return ArtworkJson.read(json);
        }
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalStateException("a tombstone of an unknown version: " + json.path("version"));
        }
        JsonNode rest = json.path("rest");
        return new Tombstone(
                ArtworkId.parse(json.required("id").textValue()),
                Instant.parse(json.required("deletedAt").textValue()),
                rest.isObject() ? readRest(rest) : null);
    }

    private static Tombstone.Rest readRest(JsonNode rest) {
        return new Tombstone.Rest(
                rest.required("organization").textValue(),
                rest.has("embedding") ? ArtworkJson.readEmbedding(rest.get("embedding")) : null);
    }
}
