package dev.frisket.local.stack;

import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The admin key of the user who starts a stack. */
public final class OwnKey {
    /** The organization that the key belongs to. */
    public static final String ORGANIZATION = "local";

    // The id stays the same when the key changes, so that artworks of an earlier run are still found.
    static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private OwnKey() {}

    /** Stores the own key in place of an earlier run's; a token that already is another valid key stays that key. */
    static void enter(Token token, ApiKeyStore keys, Instant now) {
        Optional<ApiKey> known = keys.findValid(token.digest());
        if (known.isPresent() && !known.get().id().equals(ID)) {
            keys.find(ORGANIZATION, ID).ifPresent(earlier -> keys.revoke(earlier, now));
            return;
        }
        keys.replace(new ApiKey(
                ID, ORGANIZATION, Scope.ADMIN, Set.of(Caller.EVERYWHERE), "frisket serve", now, token.digest(), null));
    }
}
