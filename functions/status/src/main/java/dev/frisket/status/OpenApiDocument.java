package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Reply;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /openapi.json}: the OpenAPI document, with the address of the request as its server. */
final class OpenApiDocument {
    private static final String FILE = "/openapi.json";

    private final ObjectNode document = read();

    Reply answer(APIGatewayProxyRequestEvent event) {
        ObjectNode here = document.objectNode().setAll(document);
        here.putArray("servers").addObject().put("url", ApiUrl.of(event));
        return Reply.json(200, here);
    }

    private static ObjectNode read() {
        try (InputStream file = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(FILE))) {
            return (ObjectNode) Json.read(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
