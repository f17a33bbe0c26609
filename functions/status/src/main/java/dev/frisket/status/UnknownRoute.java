package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import java.util.Map;

/**
 * The response to requests that match no route: 405 on a path of the API, 404 elsewhere.
 *
 * <p>The gateway itself would respond with 403, interpret the caller's key as a signature, and echo it.
 */
final class UnknownRoute {
    /** The methods of each path, across all functions. */
    static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("/v2/artworks", "GET, OPTIONS"),
            Map.entry("/v2/artworks/segmentation", "OPTIONS, POST"),
            Map.entry("/v2/artworks/{id}", "DELETE, GET, OPTIONS"),
            Map.entry("/v2/artworks/{id}/masks", "GET, OPTIONS"),
            Map.entry("/v2/artworks/{id}/cancel", "OPTIONS, POST"),
            Map.entry("/v2/artworks/{id}/webhook", "GET, OPTIONS"),
            Map.entry("/v2/uploads", "OPTIONS, POST"),
            Map.entry("/v2/results/{id}/{file}", "GET, OPTIONS"),
            Map.entry("/v2/organizations/{orgId}/webhook-secret", "OPTIONS, POST"),
            Map.entry("/v2/organizations/{orgId}/api-keys", "GET, OPTIONS, POST"),
            Map.entry("/v2/organizations/{orgId}/api-keys/{keyId}", "DELETE, OPTIONS"),
            Map.entry("/v2/models", "GET, OPTIONS"),
            Map.entry("/openapi.json", "GET, OPTIONS"),
            Map.entry("/health", "GET, OPTIONS"));

    private UnknownRoute() {}

    static ApiException refusal(APIGatewayProxyRequestEvent event) {
        String methods = METHODS.get(event.getResource());
        return methods == null
                ? new ApiException.NotFound("there is no such path")
                : new ApiException.MethodNotAllowed(methods);
    }
}
