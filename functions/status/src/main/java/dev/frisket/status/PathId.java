package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.artwork.ArtworkId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The {@code {id}} of a path. */
final class PathId {
    // UUID.fromString takes shorter groups too.
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private PathId() {}

    /**
     * The id; empty if it is a UUID that no artwork of ours can have.
     *
     * @throws ApiException.BadRequest if it is no UUID
     */
    static Optional<ArtworkId> of(APIGatewayProxyRequestEvent event) {
        if (!UUID_FORM.matcher(event.getPathParameters().getOrDefault("id", "")).matches()) {
            throw new ApiException.BadRequest("id must be a UUID");
        }
        return find(event);
    }

    /** The id; empty if no artwork of ours can have it. */
    static Optional<ArtworkId> find(APIGatewayProxyRequestEvent event) {
        String id = event.getPathParameters().getOrDefault("id", "");
        return UUID_FORM.matcher(id).matches() ? ArtworkId.of(UUID.fromString(id)) : Optional.empty();
    }
}
