package dev.frisket.core.request;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.json.Json;
import dev.frisket.core.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The body of a request, which must be a JSON object. */
public final class JsonBody {
    /** Maximum size of the body in bytes. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final Pattern MULTIPART =
            Pattern.compile("--\\S{1,70}\\r?\\n\\s*content-", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("[\\w.%+*\\[\\]-]{1,100}=");

    private JsonBody() {}

    /** The refusal of a body that is too large; used also before the body is read. */
    public static ApiException.ContentTooLarge tooLarge() {
        return new ApiException.ContentTooLarge("body must not be larger than " + MAX_BYTES + " bytes");
    }

    /** The bytes of a request's body; empty if it has none. */
    public static byte[] bytes(APIGatewayProxyRequestEvent event) {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return Boolean.TRUE.equals(event.getIsBase64Encoded())
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
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
            throw new ApiException.BadRequest("body " + form(body).orElse(e.getMessage()));
        }
        if (!request.isObject()) {
            throw new ApiException.BadRequest("body must be a JSON object");
        }
        return request;
    }

    /** The rule that a form breaks, detected from its bytes: curl's {@code -d} labels everything as a form. */
    private static Optional<String> form(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        if (MULTIPART.matcher(text).lookingAt()) {
            return Optional.of("must not be multipart: send JSON");
        }
        return FORM.matcher(text).lookingAt() ? Optional.of("must not be a form: send JSON") : Optional.empty();
    }
}
