package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

/**
 * A method of a resource, and the function that handles it.
 *
 * @param method such as {@code GET}
 * @param resource the path; a segment in braces matches any one segment: {@code /v2/artworks/{id}}
 * @param admission who may call the function
 * @param function handles the requests
 */
public record Route(
        String method,
        String resource,
        Admission admission,
        RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function) {

    /** Who may call a route's function. */
    public enum Admission {
        /** Callers with an API key. */
        KEY,
        /** Callers with an API key, throttled separately from the key's other requests: these are costly. */
        KEY_TO_CREATE,
        /** Anybody. */
        ANYBODY;

        boolean needsKey() {
            return switch (this) {
                case KEY, KEY_TO_CREATE -> true;
                case ANYBODY -> false;
            };
        }

        boolean creates() {
            return switch (this) {
                case KEY_TO_CREATE -> true;
                case KEY, ANYBODY -> false;
            };
        }
    }
}
