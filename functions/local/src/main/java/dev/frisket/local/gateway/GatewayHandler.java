package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.poll.Invocation;
import dev.frisket.core.request.JsonBody;
import dev.frisket.local.gateway.Authorizer.Admitted;
import dev.frisket.local.gateway.Gateway.Bounds;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.RouteTable.Call;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Handles each request: finds its route, authorizes the caller, only then reads the body, and calls the function. */
final class GatewayHandler extends Handler.Abstract {
    /** Largest request body in bytes; API Gateway's own limit. */
    static final int MAX_BODY = 10 * 1024 * 1024;

    // A client that is still sending reads the response only after its last byte.
    private static final int MAX_DRAINED = 2 * MAX_BODY;
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(29);

    // The response to a preflight; the template has the same values.
    private static final String CORS_METHODS = "GET,POST,DELETE,OPTIONS";
    private static final String CORS_HEADERS = "Authorization,Content-Type,Idempotency-Key,Prefer";
    private static final String CORS_MAX_AGE_SECONDS = "600";

    private static final int NO_CONTENT = 204;

    private final RouteTable routes;
    private final Rules rules;
    private final Bounds bounds;
    private final Clock clock;

    GatewayHandler(RouteTable routes, Rules rules, Bounds bounds, Clock clock) {
        this.routes = routes;
        this.rules = rules;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            routes.find(request.getMethod(), request.getHttpURI().getPath())
                    .<Runnable>match(
                            preflight -> () -> sendUnread(preflight(preflight.methods()), request, response, callback),
                            call -> admitted(request, call, response, callback))
                    .run();
        } catch (RuntimeException e) {
            sendUnread(refusal(e), request, response, callback);
        }
        return true;
    }

    /** Admits the caller, and returns the work that remains. */
    private Runnable admitted(Request request, Call.ToRoute call, Response response, Callback callback) {
        Admitted caller = admit(request, call.route());
        if (caller == null) {
            return () -> sendUnread(answer(request, call, null, new byte[0]), request, response, callback);
        }
        if (request.getLength() > MAX_BODY) {
            throw JsonBody.tooLarge();
        }
        return () -> BodyReader.read(
                request, MAX_BODY, MAX_DRAINED, bounds.body(), answering(request, call, caller, response, callback));
    }

    private BodyReader.Taker answering(
            Request request, Call.ToRoute call, Admitted caller, Response response, Callback callback) {
        return new BodyReader.Taker() {
            @Override
            public void whole(byte[] body) {
                send(answer(request, call, caller, body), response, callback);
            }

            @Override
            public void tooLarge() {
                send(refusal(JsonBody.tooLarge()), response, callback);
            }

            @Override
            public void late() {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                send(Reply.answering(() -> ContractErrors.LATE), response, callback);
            }

            @Override
            public void broken(Throwable cause) {
                callback.failed(cause);
            }
        };
    }

    private APIGatewayProxyResponseEvent answer(
            Request request, Call.ToRoute call, @Nullable Admitted caller, byte[] body) {
        try {
            return call.route()
                    .function()
                    .handleRequest(
                            ProxyEvent.of(request, call, caller, body, rules.cors(), clock.instant()),
                            Invocation.begin(call.route().resource(), FUNCTION_TIMEOUT));
        } catch (RuntimeException e) {
            return refusal(e);
        }
    }

    private @Nullable Admitted admit(Request request, Route route) {
        if (!route.admission().needsKey()) {
            return null;
        }
        Admitted caller = rules.authorizer().authorize(request.getHeaders().get("Authorization"));
        rules.throttle().count(caller.usageKey(), route.admission());
        return caller;
    }

    /**
     * The response to a CORS preflight.
     *
     * @param methods of the path, comma-separated; empty if there is no such path
     */
    static APIGatewayProxyResponseEvent preflight(String methods) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Access-Control-Allow-Methods",
                CORS_METHODS,
                "Access-Control-Allow-Headers",
                CORS_HEADERS,
                "Access-Control-Max-Age",
                CORS_MAX_AGE_SECONDS));
        if (!methods.isEmpty()) {
            headers.put("Allow", methods);
        }
        return new APIGatewayProxyResponseEvent().withStatusCode(NO_CONTENT).withHeaders(headers);
    }

    private static APIGatewayProxyResponseEvent refusal(RuntimeException e) {
        return Reply.answering(() -> {
            throw e;
        });
    }

    // Discards the body. It is read after the response is written, since a client that is still sending would not see
    // the response on a closed connection. A client that waits for "100 Continue" does not get it, so it sends no body.
    private void sendUnread(
            APIGatewayProxyResponseEvent answer, Request request, Response response, Callback callback) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            send(answer, response, callback);
            return;
        }
        Runnable drain = () -> BodyReader.read(request, 0, MAX_DRAINED, bounds.drain(), new Drained(callback));
        send(answer, response, Callback.from(drain, callback::failed));
    }

    private void send(APIGatewayProxyResponseEvent answer, Response response, Callback callback) {
        response.setStatus(answer.getStatusCode());
        rules.cors().headers().forEach(response.getHeaders()::put);
        Reply.SAFETY.forEach(response.getHeaders()::put);
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

    /** Completes the exchange regardless of the rest of the body: the response has already been sent. */
    private record Drained(Callback callback) implements BodyReader.Taker {
        @Override
        public void whole(byte[] body) {
            callback.succeeded();
        }

        @Override
        public void tooLarge() {
            callback.succeeded();
        }

        @Override
        public void late() {
            callback.succeeded();
        }

        @Override
        public void broken(Throwable cause) {
            callback.succeeded();
        }
    }
}
