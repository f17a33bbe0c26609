package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.HashMap;
import java.util.Map;

/** What a browser hears that asks beforehand; the template says the same. */
final class Preflight {
    static final String METHODS = "GET,POST,DELETE,OPTIONS";
    static final String HEADERS = "Authorization,Content-Type,Idempotency-Key";
    static final String MAX_AGE_SECONDS = "600";

    private static final int NO_CONTENT = 204;

    private Preflight() {}

    /** @param methods of the path, comma separated; empty if there is no such path */
    static APIGatewayProxyResponseEvent answer(String methods) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Access-Control-Allow-Methods",
                METHODS,
                "Access-Control-Allow-Headers",
                HEADERS,
                "Access-Control-Max-Age",
                MAX_AGE_SECONDS));
        if (!methods.isEmpty()) {
            headers.put("Allow", methods);
        }
        return new APIGatewayProxyResponseEvent().withStatusCode(NO_CONTENT).withHeaders(headers);
    }
}
