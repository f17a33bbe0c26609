package dev.frisket.access.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.access.key.ApiKeys.MintedKey;
import dev.frisket.core.api.Scope;
import dev.frisket.core.json.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The JSON of an API key, as shown to organizations and as stored. */
public final class ApiKeyJson {
    private static final int VERSION = 1;

    private ApiKeyJson() {}

    /** A key as an entry of a list. */
    public static ObjectNode answer(ApiKey key) {
        return put(Json.object().put("id", key.id().toString()), key);
    }

    /** A new key with its secret, which is shown only this once. */
    public static ObjectNode answer(MintedKey minted) {
        ObjectNode json = Json.object();
        json.put("id", minted.key().id().toString());
        json.put("key", minted.token().text());
        return put(json, minted.key());
    }

    static ObjectNode write(ApiKey key) {
        ObjectNode json = Json.object();
        json.put("version", VERSION);
        json.put("id", key.id().toString());
        json.put("digest", key.digest());
        json.put("organization", key.organization());
        put(json, key);
        Instant revokedAt = key.revokedAt();
        if (revokedAt != null) {
            json.put("revokedAt", Json.time(revokedAt));
        }
        return json;
    }

    static ApiKey read(JsonNode json) {
        if (json.path("version").intValue() != VERSION) {
            throw new IllegalStateException("an API key of an unknown version: " + json.path("version"));
        }
        Set<String> domains = new LinkedHashSet<>();
        json.required("domains").forEach(domain -> domains.add(domain.textValue()));
        return new ApiKey(
                UUID.fromString(json.required("id").textValue()),
                json.required("organization").textValue(),
                Scope.of(json.required("scope").textValue()),
                domains,
                json.required("name").textValue(),
                Instant.parse(json.required("createdAt").textValue()),
                json.required("digest").textValue(),
                json.has("revokedAt") ? Instant.parse(json.get("revokedAt").textValue()) : null);
    }

    private static ObjectNode put(ObjectNode json, ApiKey key) {
        json.put("scope", key.scope().value());
        ArrayNode domains = json.putArray("domains");
        new TreeSet<>(key.domains()).forEach(domains::add);
        return json.put("name", key.name()).put("createdAt", Json.time(key.createdAt()));
    }
}
