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
 * What a function answers over HTTP.
 *
 * @param statusCode HTTP status
 * @param headers besides the content type
 * @param body JSON text, or empty
 */
public record Reply(int statusCode, Map<String, String> headers, String body) {
    /**
     * What every answer carries, whoever makes it: answers depend on the API key and change as artworks do, so no cache
     * may keep them, and no browser may take their bodies for anything but what they are called.
     */
    public static final Map<String, String> SAFETY =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private static final System.Logger LOG = System.getLogger(Reply.class.getName());

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A JSON answer. */
    public static Reply json(int statusCode, JsonNode body) {
        return new Reply(statusCode, Map.of(), Json.write(body));
    }

    /** 302 to another address. */
    public static Reply redirect(URI target) {
        return new Reply(302, Map.of("Location", target.toString()), "");
    }

    /** The same with one header more. */
    public Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(statusCode, more, body);
    }

    /** The error body of the contract. */
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
     * What {@code route} answers to a request, as the event API Gateway expects: a refusal in the contract's words, and
     * 500 without any detail for whatever else is thrown, which is logged. Pages of the allowed origin may read it.
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

    /** The same without a word to browsers. */
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
