package dev.frisket.core.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;

/** Determines the API's base URL from a request. */
public final class ApiUrl {
    private ApiUrl() {}

    /**
     * The API's base URL without a trailing slash: the host that was called, and the part of the path before the route
     * (a stage, or a custom domain's base path).
     */
    public static String of(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.ProxyRequestContext context = event.getRequestContext();
        String called = context.getPath();
        String route = event.getPath();
        String before = called.endsWith(route) ? called.substring(0, called.length() - route.length()) : "";
        return scheme(event) + "://" + context.getDomainName() + before;
    }

    // API Gateway itself serves only https and sets the header accordingly; frisket serve sets http.
    private static String scheme(APIGatewayProxyRequestEvent event) {
        String forwarded =
                event.getHeaders() == null ? null : event.getHeaders().get("X-Forwarded-Proto");
        return "http".equals(forwarded) ? "http" : "https";
    }
}
