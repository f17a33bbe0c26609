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
import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of an artwork, as returned to callers and as stored. */
public final class ArtworkJson {
    private static final int VERSION = 1;

    // Only for artworks whose picture is an upload. A reader of version 1 would look for it on the web.
    private static final int VERSION_WITH_UPLOAD = 2;

    // Only for artworks with additions to the API, with or without an upload. A reader of earlier versions would ignore
    // the additions.
    private static final int VERSION_WITH_ADDITIONS = 3;

    private static final double MILLIS_PER_SECOND = 1000;

    private ArtworkJson() {}

    /** The contract's artwork, as lookups and webhooks return it. */
    public static ObjectNode answer(Artwork artwork) {
        ObjectNode json = Json.object();
        json.put("id", artwork.id().toString());
        json.put("artworkType", "segmentation");
        json.set("parameters", ParametersJson.write(artwork.parameters()));
        State state = artwork.state();
        Json.putNumber(json, "duration", state.duration().toMillis() / MILLIS_PER_SECOND);
        ArrayNode results = json.putArray("results");
        if (state instanceof State.Succeeded succeeded) {
            for (Result result : succeeded.results()) {
                results.add(resultUrl(artwork, succeeded, result));
            }
        }
        json.put("status", state.status().value());
        json.put("createdAt", Json.time(artwork.id().createdAt()));
        if (state instanceof State.Failed failed) {
            json.put("error", failed.error());
        }
        return json;
    }

    /** The URL of one of the artwork's results. */
    public static String resultUrl(Artwork artwork, State.Succeeded succeeded, Result result) {
        return artwork.apiUrl() + ResultPath.of(artwork.id(), succeeded.attempt(), result);
    }

    static ObjectNode write(Artwork artwork) {
        ObjectNode json = Json.object();
        UploadId upload = artwork.upload();
        json.put("version", version(artwork));
        json.put("id", artwork.id().toString());
        json.put("keyId", artwork.keyId());
        json.put("organization", artwork.organization());
        json.put("apiUrl", artwork.apiUrl());
        json.put("deadline", Json.time(artwork.deadline()));
        json.set("parameters", ParametersJson.write(artwork.parameters()));
        if (upload != null) {
            json.put("upload", upload.toString());
        }
        if (artwork.counted()) {
            json.put("counted", true);
        }
        json.set("state", writeState(artwork.state()));
        UsedEmbedding embedding = artwork.embedding();
        if (embedding != null) {
            json.set("embedding", writeEmbedding(embedding));
        }
        return json;
    }

    static ObjectNode writeEmbedding(UsedEmbedding embedding) {
        return Json.object().put("key", embedding.key()).put("pending", embedding.pending());
    }

    static @Nullable UsedEmbedding readEmbedding(JsonNode json) {
        return json.isObject()
                ? new UsedEmbedding(
                        json.required("key").textValue(),
                        json.required("pending").booleanValue())
                : null;
    }

    private static int version(Artwork artwork) {
        if (artwork.parameters().hasAdditions()) {
            return VERSION_WITH_ADDITIONS;
        }
        return artwork.upload() == null ? VERSION : VERSION_WITH_UPLOAD;
    }

    /** The artwork that was stored. */
    public static Artwork read(JsonNode json) {
        int version = json.path("version").intValue();
        if (version < VERSION || version > VERSION_WITH_ADDITIONS) {
            throw new IllegalStateException("an artwork of an unknown version: " + json.path("version"));
        }
        return new Artwork(
                ArtworkId.parse(json.required("id").textValue()),
                json.required("keyId").textValue(),
                json.required("organization").textValue(),
                json.required("apiUrl").textValue(),
                ParametersJson.read(json.required("parameters")),
                version == VERSION_WITH_UPLOAD || (version == VERSION_WITH_ADDITIONS && json.has("upload"))
                        ? new UploadId(UUID.fromString(json.required("upload").textValue()))
                        : null,
                json.path("counted").booleanValue(),
                Instant.parse(json.required("deadline").textValue()),
                readState(json.required("state")),
                readEmbedding(json.path("embedding")));
    }

    private static ObjectNode writeState(State state) {
        return state.match(
                new StateWriter(Json.object().put("status", state.status().value())));
    }

    /** Adds the properties of a state, apart from its status. */
    private record StateWriter(ObjectNode json) implements State.Cases<ObjectNode> {
        @Override
        public ObjectNode starting(State.Starting state) {
            return json;
        }

        @Override
        public ObjectNode processing(State.Processing state) {
            return json.put("attempt", state.attempt()).put("setback", state.setback());
        }

        @Override
        public ObjectNode succeeded(State.Succeeded state) {
            json.put("attempt", state.attempt());
            json.put("durationMillis", state.duration().toMillis());
            ArrayNode results = json.putArray("results");
            for (Result result : state.results()) {
                results.addObject()
                        .put("number", result.number())
                        .put("secret", result.secret())
                        .put("format", result.format().extension());
            }
            return json;
        }

        @Override
        public ObjectNode failed(State.Failed state) {
            json.put("attempt", state.attempt()).put("error", state.error());
            return json.put("durationMillis", state.duration().toMillis());
        }

        @Override
        public ObjectNode canceled(State.Canceled state) {
            return json;
        }
    }

    private static State readState(JsonNode json) {
        State.Status status = State.Status.of(json.required("status").textValue());
        @Nullable String attempt = json.path("attempt").textValue();
        Duration duration = Duration.ofMillis(json.path("durationMillis").longValue());
        return switch (status) {
            case STARTING -> new State.Starting();
            case PROCESSING ->
                new State.Processing(
                        json.required("attempt").textValue(),
                        json.path("setback").textValue());
            case SUCCEEDED ->
                new State.Succeeded(
                        json.required("attempt").textValue(), readResults(json.required("results")), duration);
            case FAILED -> new State.Failed(attempt, json.required("error").textValue(), duration);
            case CANCELED -> new State.Canceled();
        };
    }

    private static List<Result> readResults(JsonNode json) {
        List<Result> results = new ArrayList<>();
        for (JsonNode result : json) {
            results.add(new Result(
                    result.required("number").intValue(),
                    result.required("secret").textValue(),
                    format(result.required("format").textValue())));
        }
        return results;
    }

    private static MaskFormat format(String extension) {
        return MaskFormat.ofExtension(extension)
                .orElseThrow(() -> new IllegalStateException("a mask of an unknown format: " + extension));
    }
}
