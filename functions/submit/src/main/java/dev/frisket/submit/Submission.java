package dev.frisket.submit;

import dev.frisket.core.api.Caller;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import org.jspecify.annotations.Nullable;

/**
 * A validated request.
 *
 * @param caller who sent it
 * @param apiUrl base URL of the API that received it, without a trailing slash
 * @param parameters the parameters of the request
 * @param upload the caller's upload that is the picture; null if the picture is on the web
 */
record Submission(Caller caller, String apiUrl, Parameters parameters, @Nullable UploadId upload) {

    /**
     * The new artwork for this request, with this id.
     *
     * @param counted whether it has a marker among the unfinished artworks
     */
    Artwork starting(ArtworkId id, boolean counted) {
        return new Artwork(
                id,
                caller.keyId(),
                caller.organization(),
                apiUrl,
                parameters,
                upload,
                counted,
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }
}
