package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.Map;

/** What browsers are told: pages of every origin may call, since the key is in a header that only they can set. */
final class Cors {
    private static final int NO_CONTENT = 204;

    private Cors() {}

    /** The headers of every answer. */
    static Map<String, String> headers() {
        return Map.of(
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Expose-Headers", "Location,Retry-After");
    }

    /** @param methods comma separated */
    static APIGatewayProxyResponseEvent preflight(String methods) {
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(NO_CONTENT)
                .withHeaders(Map.of(
                        "Allow",
                        methods,
                        "Access-Control-Allow-Methods",
                        methods,
                        "Access-Control-Allow-Headers",
                        "Authorization,Content-Type,Idempotency-Key",
                        "Access-Control-Max-Age",
                        "600"));
    }
}
