package dev.frisket.core.artwork;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The id of a picture that a caller uploads instead of giving its address on the web.
 *
 * @param uuid version 7, variant 2
 */
public record UploadId(UUID uuid) {
    /** How long after creation requests may use it. */
    public static final Duration TIME_TO_LIVE = Duration.ofDays(1);

    /** @throws IllegalArgumentException if the UUID is of another version or variant */
    public UploadId {
        Uuid7.require(uuid);
    }

    /** A new id for an upload prepared at {@code createdAt}. */
    public static UploadId create(Instant createdAt, RandomGenerator random) {
        return new UploadId(Uuid7.create(createdAt, random));
    }

    /** The upload id with this UUID; empty if its version or variant is another. */
    public static Optional<UploadId> of(UUID uuid) {
        return Uuid7.is(uuid) ? Optional.of(new UploadId(uuid)) : Optional.empty();
    }

    /** The time from which requests may no longer use it. */
    public Instant expiry() {
        return Uuid7.time(uuid).plus(TIME_TO_LIVE);
    }

    /** The canonical text, in lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
