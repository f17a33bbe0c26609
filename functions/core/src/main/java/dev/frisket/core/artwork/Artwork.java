package dev.frisket.core.artwork;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One submitted picture with its request and outcome.
 *
 * @param id also encodes the time of creation
 * @param keyId public id of the API key that created it, the only key that can see it
 * @param organization the key's organization
 * @param apiUrl base URL of the API that received the request, without a trailing slash; result URLs begin with it
 * @param parameters the request
 * @param upload the caller's upload to which {@code imageUrl} refers; null if the picture is on the web
 * @param counted whether it has a marker among its organization's unfinished artworks, which is removed when it ends
 * @param deadline when the artwork fails if it has not ended
 * @param state current state
 * @param embedding the stored embedding of its picture; null if none is known
 */
public record Artwork(
        ArtworkId id,
        String keyId,
        String organization,
        String apiUrl,
        Parameters parameters,
        @Nullable UploadId upload,
        boolean counted,
        Instant deadline,
        State state,
        @Nullable UsedEmbedding embedding)
        implements ArtworkRecord {
    /** Longest time from creation to the end. */
    public static final Duration TIME_TO_END = Duration.ofHours(6);

    /** How long after creation an artwork and its masks can be read. */
    public static final Duration TIME_TO_LIVE = Duration.ofDays(8);

    /** An artwork whose picture has no known embedding. */
    public Artwork(
            ArtworkId id,
            String keyId,
            String organization,
            String apiUrl,
            Parameters parameters,
            @Nullable UploadId upload,
            boolean counted,
            Instant deadline,
            State state) {
        this(id, keyId, organization, apiUrl, parameters, upload, counted, deadline, state, null);
    }

    /** An artwork whose picture is on the web, and which is not counted. */
    public Artwork(
            ArtworkId id,
            String keyId,
            String organization,
            String apiUrl,
            Parameters parameters,
            Instant deadline,
            State state) {
        this(id, keyId, organization, apiUrl, parameters, null, false, deadline, state);
    }

    /** Whether it has expired at {@code now} and must be treated as nonexistent. */
    public boolean expired(Instant now) {
        return expired(id, now);
    }

    /** Whether an artwork with this id, if there ever was one, has expired at {@code now}. */
    public static boolean expired(ArtworkId id, Instant now) {
        return !now.isBefore(id.createdAt().plus(TIME_TO_LIVE));
    }

    /** Whether its deadline has passed at {@code now} without an end. */
    public boolean overdue(Instant now) {
        return !state.terminal() && !now.isBefore(deadline);
    }

    /** Whether a worker may still store the embedding of its picture. */
    public boolean embeddingPending() {
        return embedding != null && embedding.pending();
    }

    /** A copy in another state. */
    public Artwork in(State next) {
        return new Artwork(id, keyId, organization, apiUrl, parameters, upload, counted, deadline, next, embedding);
    }

    /** A copy with the embedding of its picture. */
    public Artwork with(UsedEmbedding used) {
        return new Artwork(id, keyId, organization, apiUrl, parameters, upload, counted, deadline, state, used);
    }

    /** The tombstone that replaces it when it is deleted. */
    public Tombstone deleted(Instant now) {
        return new Tombstone(id, now, new Tombstone.Rest(organization, embedding));
    }

    @Override
    public <R> R match(Function<Artwork, R> artwork, Function<Tombstone, R> tombstone) {
        return artwork.apply(this);
    }
}
