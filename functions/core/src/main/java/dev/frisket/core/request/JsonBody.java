package dev.frisket.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;

/** Parses a request's body, which must be a JSON object. */
public final class JsonBody {
    /** Maximum size of the body in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    private JsonBody() {}

    /** The refusal of a body that is too large, also for code that refuses it before reading it. */
    public static ApiException.ContentTooLarge tooLarge() {
        return new ApiException.ContentTooLarge("body must not be larger than " + MAX_BYTES + " bytes");
    }

    /**
     * Parses the object.
     *
     * @throws ApiException.ContentTooLarge if the body has more than {@value #MAX_BYTES} bytes
     * @throws ApiException.BadRequest if it is not a JSON object
     */
    public static JsonNode object(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw tooLarge();
        }
        JsonNode request;
        try {
            request = Json.readStrictly(body);
        } catch (MalformedJson e) {
            throw new ApiException.BadRequest("body " + e.getMessage());
        }
        if (!request.isObject()) {
            throw new ApiException.BadRequest("body must be a JSON object");
        }
        return request;
    }
}
