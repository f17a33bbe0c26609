package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import dev.frisket.core.id.Sha256;
import dev.frisket.core.store.ObjectKeys;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored claims of idempotency keys, each an object that is written once until it expires. */
final class Claims {
    private final JsonObjects<Claim> claims;
    private final Clock clock;

    /** @param control the control bucket */
    Claims(Bucket control, Clock clock) {
        this.claims = new JsonObjects<>(control, Claim::write, Claim::read);
        this.clock = clock;
    }

    /**
     * The current claim on an API key's idempotency key, or else a new one for these parameters under {@code freshId}.
     * Concurrent callers all receive the same claim.
     *
     * @param deleted a deleted artwork, whose claim has ended; null for none
     * @param before runs before a new claim is written, which does not happen if it throws
     */
    Claim findOrCreate(
            String keyId,
            IdempotencyKey key,
            @Nullable ArtworkId deleted,
            ArtworkId freshId,
            Parameters parameters,
            Runnable before) {
        Claim fresh = Claim.of(freshId, parameters);
        return claims.update(name(keyId, key), stored -> {
                    if (isCurrent(stored.filter(claim -> !claim.artworkId().equals(deleted)))) {
                        return Optional.empty();
                    }
                    before.run();
                    return Optional.of(fresh);
                })
                .orElse(fresh);
    }

    /** Whether there is a current claim on an API key's idempotency key. */
    boolean exists(String keyId, IdempotencyKey key) {
        return isCurrent(claims.find(name(keyId, key)));
    }

    private boolean isCurrent(Optional<Claim> stored) {
        return stored.filter(claim -> !claim.expired(clock.instant())).isPresent();
    }

    private static String name(String keyId, IdempotencyKey key) {
        return ObjectKeys.claim(keyId, Sha256.hex(key.value().getBytes(UTF_8)));
    }
}
