package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;

/**
 * A method of a resource, and the function that answers it.
 *
 * @param method such as {@code GET}
 * @param resource the path; a part in braces stands for any one part: {@code /v2/artworks/{id}}
 * @param admission who gets as far as the function
 * @param function answers
 */
public record Route(
        String method,
        String resource,
        Admission admission,
        RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> function) {

    /** Who gets as far as a route's function. */
    public enum Admission {
        /** Whoever has an API key. */
        KEY,
        /** The same, counted apart from the key's other requests: what is asked for is costly. */
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
