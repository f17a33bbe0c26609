package dev.frisket.core.artwork;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Version 7 UUIDs: the first 48 bits are the time of creation, the rest is random.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, UUID version 7</a>
 */
final class Uuid7 {
    private static final int TIME_SHIFT = 16;
    private static final int RANDOM_A_BITS = 12;
    private static final int RANDOM_B_BITS = 62;

    private Uuid7() {}

    /**
     * A new UUID with time of creation {@code createdAt}, truncated to milliseconds.
     *
     * @param random an unpredictable source: ids must not be guessable
     */
    static UUID create(Instant createdAt, RandomGenerator random) {
        long high = createdAt.toEpochMilli() << TIME_SHIFT | 7L << RANDOM_A_BITS | random.nextLong(1L << RANDOM_A_BITS);
        long low = 2L << RANDOM_B_BITS | random.nextLong(1L << RANDOM_B_BITS);
        return new UUID(high, low);
    }

    static boolean is(UUID uuid) {
        return uuid.version() == 7 && uuid.variant() == 2;
    }

    /** Returns the UUID; throws {@link IllegalArgumentException} if it is of another version or variant. */
    static UUID require(UUID uuid) {
        if (!is(uuid)) {
            throw new IllegalArgumentException("not a version 7 UUID: " + uuid);
        }
        return uuid;
    }

    /** The time of creation, to the millisecond. */
    static Instant time(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> TIME_SHIFT);
    }
}
