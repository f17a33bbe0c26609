package dev.frisket.core.artwork;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The id of a picture that a caller sends in instead of naming where it is on the web.
 *
 * @param uuid version 7, variant 2
 */
public record UploadId(UUID uuid) {
    /** How long it may stand in requests, from its making on. */
    public static final Duration TIME_TO_LIVE = Duration.ofDays(1);

    /** @throws IllegalArgumentException if the UUID is of another version or variant */
    public UploadId {
        Uuid7.require(uuid);
    }

    /** A new id for an upload that is made room for at {@code createdAt}. */
    public static UploadId create(Instant createdAt, RandomGenerator random) {
        return new UploadId(Uuid7.create(createdAt, random));
    }

    /** The id that {@code uuid} is; empty if no upload can have it. */
    public static Optional<UploadId> of(UUID uuid) {
        return Uuid7.is(uuid) ? Optional.of(new UploadId(uuid)) : Optional.empty();
    }

    /** From when on it may not stand in requests. */
    public Instant expiry() {
        return Uuid7.time(uuid).plus(TIME_TO_LIVE);
    }

    /** The canonical text, in lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
