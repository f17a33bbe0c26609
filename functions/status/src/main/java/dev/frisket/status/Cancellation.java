package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.State;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkJson;
import java.util.function.Function;

/** {@code POST /v2/artworks/{id}/cancel}. */
final class Cancellation implements Function<APIGatewayProxyRequestEvent, Reply> {
    private final ArtworkExpiry endings;

    Cancellation(ArtworkExpiry endings) {
        this.endings = endings;
    }

    @Override
    public Reply apply(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Artwork artwork = PathId.of(event)
                .flatMap(id -> endings.cancel(caller.keyId(), id))
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork"));
        if (!(artwork.state() instanceof State.Canceled)) {
            throw new ApiException.Conflict(
                    "the artwork has " + artwork.state().status().value() + " and can't be canceled any more");
        }
        return Reply.json(200, ArtworkJson.answer(artwork));
    }
}
