package dev.frisket.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.id.Sha256;
import dev.frisket.core.json.Json;
import dev.frisket.core.store.ParametersJson;
import java.time.Duration;
import java.time.Instant;

/**
 * Reserves an idempotency key for one artwork, which may not be recorded yet.
 *
 * @param artworkId the artwork's id, chosen before it is recorded
 * @param parametersDigest SHA-256 of its parameters, in lowercase hex
 * @param expiry when the key becomes free again
 */
record Claim(ArtworkId artworkId, String parametersDigest, Instant expiry) {
    /** How long a key is kept. */
    static final Duration TIME_TO_LIVE = Duration.ofHours(24);

    private static final int VERSION = 1;

    /** A claim that begins with the artwork's creation. */
    static Claim of(ArtworkId artworkId, Parameters parameters) {
        return new Claim(artworkId, digest(parameters), artworkId.createdAt().plus(TIME_TO_LIVE));
    }

    boolean expired(Instant now) {
        return !now.isBefore(expiry);
    }

    /** Whether it was made for equal parameters, however their JSON was written. */
    boolean covers(Parameters parameters) {
        return parametersDigest.equals(digest(parameters));
    }

    ObjectNode write() {
        return Json.object()
                .put("version", VERSION)
                .put("artworkId", artworkId.toString())
                .put("parametersDigest", parametersDigest)
                .put("expiry", Json.time(expiry));
    }

    static Claim read(JsonNode json) {
        if (json.required("version").intValue() != VERSION) {
            throw new IllegalStateException("a claim of an unknown version");
        }
        return new Claim(
                ArtworkId.parse(json.required("artworkId").textValue()),
                json.required("parametersDigest").textValue(),
                Instant.parse(json.required("expiry").textValue()));
    }

    private static String digest(Parameters parameters) {
        return Sha256.hex(Json.writeBytes(ParametersJson.write(parameters.withoutSentDefaults())));
    }
}
