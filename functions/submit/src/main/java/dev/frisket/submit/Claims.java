package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.store.ObjectKeys;
import java.time.Clock;
import java.util.Optional;

/** The claims of idempotency keys, each an object that is written once until it expires. */
final class Claims {
    private static final String CONTENT_TYPE = "application/json";
    private static final int ROUNDS = 20;

    private final Bucket objects;
    private final Clock clock;

    /** @param objects the control bucket */
    Claims(Bucket objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * The claim that holds for an API key's idempotency key: one that stands, else one for these parameters under {@code
     * freshId}. Of many that ask at once all get the same.
     */
    Claim hold(String keyId, IdempotencyKey key, ArtworkId freshId, Parameters parameters) {
        String name = name(keyId, key);
        Claim fresh = Claim.of(freshId, parameters);
        for (int round = 0; round < ROUNDS; round++) {
            Optional<StoredObject> stored = objects.get(name);
            Optional<Claim> standing = stored.flatMap(this::standing);
            if (standing.isPresent()) {
                return standing.get();
            }
            Bucket.Write written = stored.isEmpty()
                    ? objects.create(name, fresh.write(), CONTENT_TYPE)
                    : objects.replace(
                            name, fresh.write(), CONTENT_TYPE, stored.get().etag());
            if (written == Bucket.Write.DONE) {
                return fresh;
            }
        }
        throw new IllegalStateException("too many others change the claim " + name);
    }

    /** Whether a claim stands for an API key's idempotency key. */
    boolean held(String keyId, IdempotencyKey key) {
        return objects.get(name(keyId, key)).flatMap(this::standing).isPresent();
    }

    private Optional<Claim> standing(StoredObject stored) {
        return Optional.of(Claim.read(stored.bytes())).filter(claim -> !claim.expired(clock.instant()));
    }

    private static String name(String keyId, IdempotencyKey key) {
        return ObjectKeys.claim(keyId, Sha256.hex(key.value().getBytes(UTF_8)));
    }
}
