package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.local.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers each request: finds its route, asks the authorizer, calls the function. */
final class GatewayHandler extends Handler.Abstract {
    /** A request's body in bytes, at most; API Gateway's own limit. */
    static final int MAX_BODY = 10 * 1024 * 1024;

    // A client that is still sending hears the answer only after it is done.
    private static final int MAX_DRAINED = 2 * MAX_BODY;
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(29);

    private final RouteTable routes;
    private final Authorizer authorizer;
    private final Clock clock;

    GatewayHandler(RouteTable routes, Authorizer authorizer, Clock clock) {
        this.routes = routes;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(MAX_BODY + 1);
            in.readNBytes(body.length > MAX_BODY ? MAX_DRAINED : 0);
        }
        APIGatewayProxyResponseEvent answer;
        try {
            answer = answer(request, body);
        } catch (RuntimeException e) {
            answer = Reply.answering(() -> {
                throw e;
            });
        }
        send(answer, response, callback);
        return true;
    }

    private APIGatewayProxyResponseEvent answer(Request request, byte[] body) {
        Call found = routes.find(request.getMethod(), request.getHttpURI().getPath());
        if (found instanceof Call.Preflight preflight) {
            return Cors.preflight(preflight.methods());
        }
        Call.ToRoute call = (Call.ToRoute) found;
        Caller caller = call.route().admission() == Route.Admission.ANYBODY
                ? null
                : authorizer.authorize(request.getHeaders().get("Authorization"));
        if (body.length > MAX_BODY) {
            throw new ApiException.ContentTooLarge("the body must not be larger than 10 MB");
        }
        return call.route()
                .function()
                .handleRequest(
                        ProxyEvent.of(request, call, caller, body, clock.instant()),
                        Invocation.begin(call.route().resource(), FUNCTION_TIMEOUT));
    }

    private static void send(APIGatewayProxyResponseEvent answer, Response response, Callback callback) {
        response.setStatus(answer.getStatusCode());
        Cors.headers().forEach(response.getHeaders()::put);
        Map<String, String> headers = answer.getHeaders();
        if (headers != null) {
            headers.forEach(response.getHeaders()::put);
        }
        if (answer.getMultiValueHeaders() != null) {
            answer.getMultiValueHeaders().forEach(response.getHeaders()::put);
        }
        response.write(true, ByteBuffer.wrap(bytes(answer)), callback);
    }

    private static byte[] bytes(APIGatewayProxyResponseEvent answer) {
        String body = answer.getBody() == null ? "" : answer.getBody();
        return Boolean.TRUE.equals(answer.getIsBase64Encoded())
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
