package dev.frisket.submit;

import dev.frisket.core.api.Caller;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.State;

/**
 * A request that was found valid.
 *
 * @param caller who sent it
 * @param apiUrl address of the API that took it, without a slash at the end
 * @param parameters what is asked for
 */
record Submission(Caller caller, String apiUrl, Parameters parameters) {

    /** The artwork that this request becomes under an id. */
    Artwork starting(ArtworkId id) {
        return new Artwork(
                id,
                caller.keyId(),
                caller.organization(),
                apiUrl,
                parameters,
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }
}
