package dev.frisket.local.gateway;

import dev.frisket.core.api.Cors;
import dev.frisket.core.api.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Responses to requests that the HTTP server itself refuses; the template defines the same errors for API Gateway. */
final class ContractErrors extends ErrorHandler {
    private static final Reply UNREADABLE = Reply.error(400, "Bad Request", "the request could not be read");
    private static final Reply OUR_FAULT =
            Reply.error(500, "Internal Server Error", "something went wrong on our side, try again");

    /** The response to a request that did not arrive in time. */
    static final Reply LATE = Reply.error(408, "Request Timeout", "the request did not arrive in time, send it again");

    private final Cors cors;

    ContractErrors(Cors cors) {
        this.cors = cors;
    }

    /** The raw HTTP response to late headers, for which the HTTP server has no request to answer yet. */
    static String late(Cors cors) {
        Map<String, String> headers = new TreeMap<>(cors.headers());
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", Integer.toString(LATE.body().length()));
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Connection", "close");
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining("", "HTTP/1.1 408 Request Timeout\r\n", "\r\n" + LATE.body()));
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        boolean unreadable =
                code < HttpStatus.INTERNAL_SERVER_ERROR_500 || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        Reply refusal = unreadable ? UNREADABLE : OUR_FAULT;
        Reply reply = code == HttpStatus.REQUEST_TIMEOUT_408 ? LATE : refusal;
        response.setStatus(reply.statusCode());
        cors.headers().forEach(response.getHeaders()::put);
        Reply.SAFETY.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
