package dev.frisket.submit;

import dev.frisket.core.api.Caller;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import org.jspecify.annotations.Nullable;

/**
 * A request that was found valid.
 *
 * @param caller who sent it
 * @param apiUrl address of the API that took it, without a slash at the end
 * @param parameters what is asked for
 * @param upload the caller's upload that the picture is; null if the picture is on the web
 */
record Submission(Caller caller, String apiUrl, Parameters parameters, @Nullable UploadId upload) {

    /** The artwork that this request becomes under an id. */
    Artwork starting(ArtworkId id) {
        return new Artwork(
                id,
                caller.keyId(),
                caller.organization(),
                apiUrl,
                parameters,
                upload,
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }
}
