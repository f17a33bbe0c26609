package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Reply;
import dev.frisket.core.artwork.PictureLimits;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets callers on other machines use presigned URLs, whose server listens on loopback only: the URLs in responses are
 * rewritten to the API's own address, and requests to them are forwarded. The storage server verifies the signatures.
 */
public final class StoragePassage extends Handler.Abstract {
    private static final String SIGNATURE = "X-Amz-Signature=";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "OPTIONS");
    private static final Set<String> REWRITTEN = Set.of("/v2/uploads", "/v2/results/{id}/{file}");
    private static final List<String> PASSED_HEADERS = List.of(
            "Content-Type", "Range", "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    private static final Set<String> RETURNED_HEADERS = Set.of(
            "content-type",
            "content-range",
            "accept-ranges",
            "content-disposition",
            "cache-control",
            "etag",
            "last-modified",
            "vary");

    // Each is buffered in memory, before its signature is verified.
    static final int MAX_UPLOADS = 8;
    private static final Duration BODY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STORAGE_TIMEOUT = Duration.ofMinutes(1);
    private static final Reply BUSY = Reply.error(503, "Service Unavailable", "too many uploads at once, try again");
    private static final Reply TOO_LARGE = Reply.error(
            413, "Content Too Large", "the picture must not be larger than " + PictureLimits.MAX_BYTES + " bytes");
    private static final Reply BROKEN = Reply.error(502, "Bad Gateway", "the storage did not respond, try again");

    private final URI storage;
    private final String bucketPath;
    private final Semaphore uploads = new Semaphore(MAX_UPLOADS);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(ProxySelector.of(null))
            .build();

    /**
     * @param storage origin of presigned URLs
     * @param bucket whose objects they address
     */
    public StoragePassage(URI storage, String bucket) {
        this.storage = storage;
        this.bucketPath = "/" + bucket + "/";
    }

    /** A copy of the route that rewrites the presigned URLs in its responses to the address that was called. */
    public Route rewriting(Route route) {
        if (!REWRITTEN.contains(route.resource())) {
            return route;
        }
        String behind = storage + bucketPath;
        return new Route(route.method(), route.resource(), route.admission(), (event, context) -> {
            APIGatewayProxyResponseEvent answer = route.function().handleRequest(event, context);
            String before = ApiUrl.of(event) + bucketPath;
            if (answer.getBody() != null) {
                answer.setBody(answer.getBody().replace(behind, before));
            }
            if (answer.getHeaders() != null) {
                Map<String, String> headers = new HashMap<>(answer.getHeaders());
                headers.replaceAll((name, value) -> value.replace(behind, before));
                answer.setHeaders(headers);
            }
            return answer;
        });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String query = request.getHttpURI().getQuery();
        if (!request.getHttpURI().getPath().startsWith(bucketPath)
                || query == null
                || !query.contains(SIGNATURE)
                || !METHODS.contains(request.getMethod())) {
            return false;
        }
        Optional<URI> target = target(request);
        if (target.isEmpty()) {
            return false;
        }
        if (!request.getMethod().equals("PUT")) {
            pass(target.get(), request, BodyPublishers.noBody(), response, callback);
        } else if (request.getLength() > PictureLimits.MAX_BYTES) {
            answer(TOO_LARGE, response, callback);
        } else if (!uploads.tryAcquire()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
            answer(BUSY, response, callback);
        } else {
            Callback released = Callback.from(callback, () -> uploads.release());
            BodyReader.read(
                    request,
                    PictureLimits.MAX_BYTES,
                    PictureLimits.MAX_BYTES,
                    BODY_TIMEOUT,
                    new Upload(target.get(), request, response, released));
        }
        return true;
    }

    /** The storage server's address; empty if the request's address is not a URI, so not a presigned one. */
    private Optional<URI> target(Request request) {
        try {
            return Optional.of(new URI(storage + request.getHttpURI().getPathQuery()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private void pass(URI target, Request request, BodyPublisher body, Response response, Callback callback) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(target).timeout(STORAGE_TIMEOUT).method(request.getMethod(), body);
        for (String name : PASSED_HEADERS) {
            request.getHeaders().getValuesList(name).forEach(value -> builder.header(name, value));
        }
        CompletableFuture<?> unused = client.sendAsync(builder.build(), BodyHandlers.ofByteArray())
                .whenComplete((passed, failure) -> {
                    if (failure == null) {
                        answer(passed, response, callback);
                    } else {
                        answer(BROKEN, response, callback);
                    }
                });
    }

    private static void answer(HttpResponse<byte[]> passed, Response response, Callback callback) {
        response.setStatus(passed.statusCode());
        passed.headers().map().forEach((name, values) -> {
            if (RETURNED_HEADERS.contains(name) || name.startsWith("access-control-")) {
                response.getHeaders().put(name, values);
            }
        });
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(passed.body()), callback);
    }

    private static void answer(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.statusCode());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Reply.SAFETY.forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
    }

    private final class Upload implements BodyReader.Taker {
        private final URI target;
        private final Request request;
        private final Response response;
        private final Callback callback;

        Upload(URI target, Request request, Response response, Callback callback) {
            this.target = target;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void whole(byte[] body) {
            pass(target, request, BodyPublishers.ofByteArray(body), response, callback);
        }

        @Override
        public void tooLarge() {
            answer(TOO_LARGE, response, callback);
        }

        @Override
        public void late() {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            answer(ContractErrors.LATE, response, callback);
        }

        @Override
        public void broken(Throwable cause) {
            callback.failed(cause);
        }
    }
}
