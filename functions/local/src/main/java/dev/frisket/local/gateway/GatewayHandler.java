package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.request.JsonBody;
import dev.frisket.local.Invocation;
import dev.frisket.local.gateway.Authorizer.Admitted;
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
import org.jspecify.annotations.Nullable;

/** Answers each request: finds its route, asks the authorizer, calls the function. */
final class GatewayHandler extends Handler.Abstract {
    /** A request's body in bytes, at most; API Gateway's own limit. */
    static final int MAX_BODY = 10 * 1024 * 1024;

    // A client that is still sending hears the answer only after it is done.
    private static final int MAX_DRAINED = 2 * MAX_BODY;
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(29);

    private final RouteTable routes;
    private final Rules rules;
    private final Clock clock;

    GatewayHandler(RouteTable routes, Rules rules, Clock clock) {
        this.routes = routes;
        this.rules = rules;
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
        return routes.find(request.getMethod(), request.getHttpURI().getPath())
                .match(preflight -> Preflight.answer(preflight.methods()), call -> answer(request, body, call));
    }

    private APIGatewayProxyResponseEvent answer(Request request, byte[] body, Call.ToRoute call) {
        Admitted caller = admit(request, call.route());
        if (body.length > MAX_BODY) {
            throw JsonBody.tooLarge();
        }
        return call.route()
                .function()
                .handleRequest(
                        ProxyEvent.of(request, call, caller, body, rules.cors(), clock.instant()),
                        Invocation.begin(call.route().resource(), FUNCTION_TIMEOUT));
    }

    private @Nullable Admitted admit(Request request, Route route) {
        if (!route.admission().needsKey()) {
            return null;
        }
        Admitted caller = rules.authorizer().authorize(request.getHeaders().get("Authorization"));
        rules.throttle().count(caller.usageKey(), route.admission());
        return caller;
    }

    private void send(APIGatewayProxyResponseEvent answer, Response response, Callback callback) {
        response.setStatus(answer.getStatusCode());
        rules.cors().headers().forEach(response.getHeaders()::put);
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
