package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.id.UuidText;
import java.util.Optional;
import java.util.UUID;

/** The {@code {id}} of a path. */
final class PathId {
    private PathId() {}

    /**
     * The id; empty if it is a UUID that no artwork of ours can have.
     *
     * @throws ApiException.BadRequest if it is no UUID
     */
    static Optional<ArtworkId> of(APIGatewayProxyRequestEvent event) {
        return uuid(event).map(ArtworkId::of).orElseThrow(() -> new ApiException.BadRequest("id must be a UUID"));
    }

    /** The id; empty if no artwork of ours can have it. */
    static Optional<ArtworkId> find(APIGatewayProxyRequestEvent event) {
        return uuid(event).flatMap(ArtworkId::of);
    }

    private static Optional<UUID> uuid(APIGatewayProxyRequestEvent event) {
        return UuidText.parse(event.getPathParameters().getOrDefault("id", ""));
    }
}
