package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Reply;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.ResultPath;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /v2/results/{id}/{file}}: whoever has the address is sent on to the mask. */
final class ResultLink implements Function<APIGatewayProxyRequestEvent, Reply> {
    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private final MaskStore masks;
    private final Clock clock;

    ResultLink(MaskStore masks, Clock clock) {
        this.masks = masks;
        this.clock = clock;
    }

    @Override
    public Reply apply(APIGatewayProxyRequestEvent event) {
        return PathId.find(event)
                .filter(id -> !Artwork.expired(id, clock.instant()))
                .flatMap(id -> ResultPath.parse(event.getPathParameters().getOrDefault("file", ""))
                        .flatMap(path -> link(id, path)))
                .map(Reply::redirect)
                .orElseThrow(() -> new ApiException.NotFound("there is no such result"));
    }

    private Optional<URI> link(ArtworkId id, ResultPath path) {
        return masks.link(id, path.attempt(), path.result(), VALIDITY);
    }
}
