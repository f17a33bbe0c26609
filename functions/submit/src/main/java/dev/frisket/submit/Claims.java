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
import java.util.function.Predicate;

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
     */
    Claim hold(String keyId, IdempotencyKey key, ArtworkId freshId, Parameters parameters) {
        return hold(keyId, key, Claim.of(freshId, parameters), stored -> true);
    }

    /** Like {@link #hold(String, IdempotencyKey, ArtworkId, Parameters)}, but ends a claim on the deleted artwork. */
    Claim holdAnew(String keyId, IdempotencyKey key, ArtworkId deleted, ArtworkId freshId, Parameters parameters) {
        return hold(keyId, key, Claim.of(freshId, parameters), stored -> !stored.artworkId()
                .equals(deleted));
    }

    private Claim hold(String keyId, IdempotencyKey key, Claim fresh, Predicate<Claim> kept) {
        return claims.update(
                        name(keyId, key), stored -> stands(stored.filter(kept)) ? Optional.empty() : Optional.of(fresh))
                .orElse(fresh);
    }

    /** Whether there is a current claim on an API key's idempotency key. */
    boolean held(String keyId, IdempotencyKey key) {
        return stands(claims.find(name(keyId, key)));
    }

    private boolean stands(Optional<Claim> stored) {
        return stored.filter(claim -> !claim.expired(clock.instant())).isPresent();
    }

    private static String name(String keyId, IdempotencyKey key) {
        return ObjectKeys.claim(keyId, Sha256.hex(key.value().getBytes(UTF_8)));
    }
}
