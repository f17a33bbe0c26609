package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;

/** Where the API is reached, seen from a request. */
public final class ApiUrl {
    private ApiUrl() {}

    /**
     * Address of the API without a slash at the end: the host that the gateway was called by, and what stands before the
     * route (a stage, or a custom domain's base path).
     */
    public static String of(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.ProxyRequestContext context = event.getRequestContext();
        String called = context.getPath();
        String route = event.getPath();
        String before = called.endsWith(route) ? called.substring(0, called.length() - route.length()) : "";
        return scheme(event) + "://" + context.getDomainName() + before;
    }

    // API Gateway itself speaks https only, and then the header says so; frisket serve says http.
    private static String scheme(APIGatewayProxyRequestEvent event) {
        String forwarded =
                event.getHeaders() == null ? null : event.getHeaders().get("X-Forwarded-Proto");
        return "http".equals(forwarded) ? "http" : "https";
    }
}
