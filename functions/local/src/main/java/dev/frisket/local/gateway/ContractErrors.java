package dev.frisket.local.gateway;

import dev.frisket.core.api.Cors;
import dev.frisket.core.api.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The two answers of the template's gateway to what it can't name, for what the HTTP server itself refuses. */
final class ContractErrors extends ErrorHandler {
    private static final Reply UNREADABLE = Reply.error(400, "Bad Request", "the request could not be read");
    private static final Reply OUR_FAULT =
            Reply.error(500, "Internal Server Error", "something went wrong on our side, try again");

    private final Cors cors;

    ContractErrors(Cors cors) {
        this.cors = cors;
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
        Reply reply = unreadable ? UNREADABLE : OUR_FAULT;
        response.setStatus(reply.statusCode());
        cors.headers().forEach(response.getHeaders()::put);
        Reply.SAFETY.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(reply.body().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
