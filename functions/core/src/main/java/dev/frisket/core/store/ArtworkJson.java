package dev.frisket.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An artwork as callers see it, and as it is stored. */
public final class ArtworkJson {
    private static final int VERSION = 1;

    // Only of an artwork whose picture is an upload. Whoever knows version 1 alone would look for that on the web.
    private static final int VERSION_WITH_UPLOAD = 2;

    private static final double MILLIS_PER_SECOND = 1000;

    private ArtworkJson() {}

    /** The contract's artwork: what a look-up answers and what a webhook is sent. */
    public static ObjectNode answer(Artwork artwork) {
        ObjectNode json = Json.object();
        json.put("id", artwork.id().toString());
        json.put("artworkType", "segmentation");
        json.set("parameters", ParametersJson.write(artwork.parameters()));
        State state = artwork.state();
        Json.putNumber(json, "duration", duration(state).toMillis() / MILLIS_PER_SECOND);
        ArrayNode results = json.putArray("results");
        if (state instanceof State.Succeeded succeeded) {
            for (Result result : succeeded.results()) {
                results.add(artwork.apiUrl() + ResultPath.of(artwork.id(), succeeded.attempt(), result));
            }
        }
        json.put("status", state.status());
        json.put("createdAt", Json.time(artwork.id().createdAt()));
        if (state instanceof State.Failed failed) {
            json.put("error", failed.error());
        }
        return json;
    }

    static ObjectNode write(Artwork artwork) {
        ObjectNode json = Json.object();
        UploadId upload = artwork.upload();
        json.put("version", upload == null ? VERSION : VERSION_WITH_UPLOAD);
        json.put("id", artwork.id().toString());
        json.put("keyId", artwork.keyId());
        json.put("organization", artwork.organization());
        json.put("apiUrl", artwork.apiUrl());
        json.put("deadline", Json.time(artwork.deadline()));
        json.set("parameters", ParametersJson.write(artwork.parameters()));
        if (upload != null) {
            json.put("upload", upload.toString());
        }
        json.set("state", writeState(artwork.state()));
        return json;
    }

    /** The artwork that was stored. */
    public static Artwork read(JsonNode json) {
        int version = json.path("version").intValue();
        if (version != VERSION && version != VERSION_WITH_UPLOAD) {
            throw new IllegalStateException("an artwork of an unknown version: " + json.path("version"));
        }
        return new Artwork(
                ArtworkId.parse(json.required("id").textValue()),
                json.required("keyId").textValue(),
                json.required("organization").textValue(),
                json.required("apiUrl").textValue(),
                ParametersJson.read(json.required("parameters")),
                version == VERSION_WITH_UPLOAD
                        ? new UploadId(UUID.fromString(json.required("upload").textValue()))
                        : null,
                Instant.parse(json.required("deadline").textValue()),
                readState(json.required("state")));
    }

    private static ObjectNode writeState(State state) {
        ObjectNode json = Json.object().put("status", state.status());
        if (state instanceof State.Processing processing) {
            json.put("attempt", processing.attempt()).put("setback", processing.setback());
        } else if (state instanceof State.Succeeded succeeded) {
            json.put("attempt", succeeded.attempt());
            json.put("durationMillis", succeeded.duration().toMillis());
            ArrayNode results = json.putArray("results");
            for (Result result : succeeded.results()) {
                results.addObject()
                        .put("number", result.number())
                        .put("secret", result.secret())
                        .put("format", result.format().extension());
            }
        } else if (state instanceof State.Failed failed) {
            json.put("attempt", failed.attempt()).put("error", failed.error());
            json.put("durationMillis", failed.duration().toMillis());
        }
        return json;
    }

    private static State readState(JsonNode json) {
        String status = json.required("status").textValue();
        @Nullable String attempt = json.path("attempt").textValue();
        Duration duration = Duration.ofMillis(json.path("durationMillis").longValue());
        return switch (status) {
            case "starting" -> new State.Starting();
            case "processing" ->
                new State.Processing(
                        json.required("attempt").textValue(),
                        json.path("setback").textValue());
            case "succeeded" ->
                new State.Succeeded(
                        json.required("attempt").textValue(), readResults(json.required("results")), duration);
            case "failed" -> new State.Failed(attempt, json.required("error").textValue(), duration);
            case "canceled" -> new State.Canceled();
            default -> throw new IllegalStateException("an artwork of an unknown status: " + status);
        };
    }

    private static List<Result> readResults(JsonNode json) {
        List<Result> results = new ArrayList<>();
        for (JsonNode result : json) {
            results.add(new Result(
                    result.required("number").intValue(),
                    result.required("secret").textValue(),
                    MaskFormat.valueOf(result.required("format").textValue().toUpperCase(Locale.ROOT))));
        }
        return results;
    }

    private static Duration duration(State state) {
        if (state instanceof State.Succeeded succeeded) {
            return succeeded.duration();
        }
        return state instanceof State.Failed failed ? failed.duration() : Duration.ZERO;
    }
}
