package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.frisket.core.json.Json;
import dev.frisket.core.log.Correlation;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP response of a function.
 *
 * @param statusCode HTTP status
 * @param headers in addition to the content type
 * @param body JSON text, or empty
 */
public record Reply(int statusCode, Map<String, String> headers, String body) {
    /**
     * Headers of every response, also of the gateway's: responses depend on the API key and change with the artworks, so
     * caches must not store them, and browsers must not guess another media type than the declared one.
     */
    public static final Map<String, String> SAFETY =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private static final System.Logger LOG = System.getLogger(Reply.class.getName());

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON response. */
    public static Reply json(int statusCode, JsonNode body) {
        return new Reply(statusCode, Map.of(), Json.write(body));
    }

    /** 204. */
    public static Reply noContent() {
        return new Reply(204, Map.of(), "");
    }

    /** 302 to another address. */
    public static Reply redirect(URI target) {
        return new Reply(302, Map.of("Location", target.toString()), "");
    }

    /** A copy with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(statusCode, more, body);
    }

    /** An error with the body that the contract defines. */
    public static Reply error(int statusCode, String reason, String message) {
        return json(
                statusCode,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("message", message)
                        .put("statusCode", statusCode)
                        .put("error", reason));
    }

    /**
     * Answers a request with the reply of {@code route}, as the event that API Gateway expects. A refusal becomes an
     * error of the contract; any other exception is logged and becomes a 500 without details. CORS headers allow pages of
     * the configured origin to read the response.
     */
    public static APIGatewayProxyResponseEvent answering(APIGatewayProxyRequestEvent request, Supplier<Reply> route) {
        Map<String, String> headers = new HashMap<>(Cors.of(request).headers());
        APIGatewayProxyResponseEvent answer = Correlation.during(() -> {
            Optional.ofNullable(request.getPathParameters())
                    .map(parameters -> parameters.get("id"))
                    .ifPresent(Correlation::with);
            return answering(route);
        });
        headers.putAll(answer.getHeaders());
        return answer.withHeaders(headers);
    }

    /** Answers without CORS headers. */
    public static APIGatewayProxyResponseEvent answering(Supplier<Reply> route) {
        try {
            return route.get().toEvent();
        } catch (ApiException e) {
            Reply refusal = error(e.statusCode(), e.reason(), String.valueOf(e.getMessage()));
            return new Reply(refusal.statusCode(), e.headers(), refusal.body()).toEvent();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request could not be answered", e);
            return error(500, "Internal Server Error", "something went wrong on our side, try again")
                    .toEvent();
        }
    }

    private APIGatewayProxyResponseEvent toEvent() {
        Map<String, String> all = new HashMap<>(SAFETY);
        all.putAll(headers);
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
        }
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(statusCode)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(false);
    }
}
