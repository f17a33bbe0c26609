package dev.frisket.core.artwork;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The id of an artwork: a version 7 UUID, whose first 48 bits are the time of creation.
 *
 * @param uuid version 7, variant 2
 */
public record ArtworkId(UUID uuid) {
    /** @throws IllegalArgumentException if the UUID is of another version or variant */
    public ArtworkId {
        Uuid7.require(uuid);
    }

    /**
     * A new id for an artwork created at {@code createdAt}, truncated to milliseconds.
     *
     * @param random an unpredictable source: ids must not be guessable
     */
    public static ArtworkId create(Instant createdAt, RandomGenerator random) {
        return new ArtworkId(Uuid7.create(createdAt, random));
    }

    /** The artwork id with this UUID; empty if its version or variant is another. */
    public static Optional<ArtworkId> of(UUID uuid) {
        return Uuid7.is(uuid) ? Optional.of(new ArtworkId(uuid)) : Optional.empty();
    }

    /**
     * Parses the text that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} is not the text of an id
     */
    public static ArtworkId parse(String text) {
        return new ArtworkId(UUID.fromString(text));
    }

    /** Parses the digits that {@link #newestFirst} writes. */
    public static ArtworkId ofNewestFirst(String digits) {
        return new ArtworkId(new UUID(
                ~HexFormat.fromHexDigitsToLong(digits, 0, 16), ~HexFormat.fromHexDigitsToLong(digits, 16, 32)));
    }

    /** The time of creation, to the millisecond. */
    public Instant createdAt() {
        return Uuid7.time(uuid);
    }

    /** 32 lowercase hex digits that sort the newest id first (within a millisecond, the greatest id first). */
    public String newestFirst() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(~uuid.getMostSignificantBits()) + hex.toHexDigits(~uuid.getLeastSignificantBits());
    }

    /** The canonical text, in lower case. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
