package dev.frisket.local.embedded;

import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.http.HttpMethod;
import org.gaul.shaded.org.eclipse.jetty.http.HttpStatus;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only signed requests to this server, and their CORS preflights.
 *
 * <p>The server behind this handler verifies the signature. An unsigned request is refused unread, and so is one whose Host
 * header names another host: a web page whose host name resolves to this machine sends such requests (DNS rebinding).
 */
final class SignedCalls extends Handler.Wrapper {
    private static final String HEADER = "AWS4-HMAC-SHA256 ";
    private static final String PARAMETER = "X-Amz-Signature=";

    private final String host;

    /** @param host the host name or address in presigned URLs */
    SignedCalls(String host) {
        this.host = host;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isToThisServer(request) && (isPreflight(request) || isSigned(request))) {
            return super.handle(request, response, callback);
        }
        response.setStatus(HttpStatus.FORBIDDEN_403);
        callback.succeeded();
        return true;
    }

    private boolean isToThisServer(Request request) {
        String own = host + ":" + Request.getLocalPort(request);
        return own.equals(request.getHeaders().get(HttpHeader.HOST));
    }

    private static boolean isPreflight(Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod());
    }

    private static boolean isSigned(Request request) {
        @Nullable String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        @Nullable String query = request.getHttpURI().getQuery();
        return (authorization != null && authorization.startsWith(HEADER))
                || (query != null && query.contains(PARAMETER));
    }
}
