package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.json.Json;
import java.util.function.Function;

/** {@code GET /health}: that somebody answers; what else must work, the other routes show. */
final class Health implements Function<APIGatewayProxyRequestEvent, Reply> {
    @Override
    public Reply apply(APIGatewayProxyRequestEvent event) {
        return Reply.json(200, Json.object().put("status", "ok"));
    }
}
