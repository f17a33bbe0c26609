package dev.frisket.core.artwork;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One submitted picture with its request and outcome.
 *
 * @param id also tells when it was created
 * @param keyId public id of the API key that created it, and the only one that sees it
 * @param organization the key's organization
 * @param apiUrl address of the API that took the request, without a slash at the end; results are named under it
 * @param parameters the request
 * @param upload the caller's own upload that the picture is, which {@code imageUrl} then stands for; null if the picture
 *     is on the web
 * @param deadline when it is failed if it has not ended
 * @param state where it stands
 */
public record Artwork(
        ArtworkId id,
        String keyId,
        String organization,
        String apiUrl,
        Parameters parameters,
        @Nullable UploadId upload,
        Instant deadline,
        State state) {
    /** Time to end in, from the creation on. */
    public static final Duration TIME_TO_END = Duration.ofHours(6);

    /** How long an artwork and its masks can be read, from the creation on. */
    public static final Duration TIME_TO_LIVE = Duration.ofDays(8);

    /** An artwork whose picture is on the web. */
    public Artwork(
            ArtworkId id,
            String keyId,
            String organization,
            String apiUrl,
            Parameters parameters,
            Instant deadline,
            State state) {
        this(id, keyId, organization, apiUrl, parameters, null, deadline, state);
    }

    /** Whether it has outlived its time at {@code now}, as if it had never been. */
    public boolean expired(Instant now) {
        return expired(id, now);
    }

    /** Whether an artwork of this id, if there ever was one, has outlived its time at {@code now}. */
    public static boolean expired(ArtworkId id, Instant now) {
        return !now.isBefore(id.createdAt().plus(TIME_TO_LIVE));
    }

    /** Whether it should have ended by {@code now} and has not. */
    public boolean overdue(Instant now) {
        return !state.terminal() && !now.isBefore(deadline);
    }

    /** The same artwork in another state. */
    public Artwork in(State next) {
        return new Artwork(id, keyId, organization, apiUrl, parameters, upload, deadline, next);
    }
}
