package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import java.util.function.Function;

/** {@code GET /v2/artworks/{id}}. */
final class OneArtwork implements Function<APIGatewayProxyRequestEvent, Reply> {
    private final ArtworkStore artworks;
    private final ArtworkExpiry endings;

    OneArtwork(ArtworkStore artworks, ArtworkExpiry endings) {
        this.artworks = artworks;
        this.endings = endings;
    }

    @Override
    public Reply apply(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Artwork artwork = PathId.of(event)
                .flatMap(id -> artworks.find(caller.keyId(), id))
                .flatMap(endings::atDeadline)
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork"));
        return Reply.json(200, ArtworkJson.answer(artwork));
    }
}
