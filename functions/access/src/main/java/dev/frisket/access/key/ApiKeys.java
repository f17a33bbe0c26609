package dev.frisket.access.key;

import dev.frisket.access.gateway.GatewayKeys;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Creates, lists and revokes API keys.
 *
 * <p>A new key is first added to its organization's list, then to the gateway, and becomes valid last. A revoked key
 * first becomes invalid, then is removed from the gateway, and last from the list. So any key that a crash leaves
 * behind is in the list, and revoking it (again) removes it; a key that remains in the gateway opens nothing. A caller who
 * got no response finds the key in the list, and revokes it, since its secret is lost.
 */
public final class ApiKeys {
    /** Maximum number of keys of an organization: an account's gateway takes 10,000, for all organizations together. */
    public static final int MAX_PER_ORGANIZATION = 100;

    private final SecureRandom random = new SecureRandom();
    private final ApiKeyStore keys;
    private final GatewayKeys gateway;
    private final Clock clock;

    /**
     * A new API key with its secret, which is known only at this moment.
     *
     * @param key the stored part
     * @param token the secret, which the owner presents
     */
    public record MintedKey(ApiKey key, Token token) {}

    public ApiKeys(ApiKeyStore keys, GatewayKeys gateway, Clock clock) {
        this.keys = keys;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Creates a key with a new token. When this returns, the key is valid and the gateway accepts it.
     *
     * @throws ApiException.Conflict if the organization has {@link #MAX_PER_ORGANIZATION} already; of concurrent calls for
     *     the last ones, all may be refused
     */
    public MintedKey mint(String organization, Scope scope, Set<String> domains, String name) {
        checkRoom(organization, 1);
        Token token = Token.create(random);
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                organization,
                scope,
                domains,
                name,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                token.digest(),
                null);
        try {
            keys.add(key);
            checkRoom(organization, 0); // counts concurrent calls, too: each call over the limit notices it here
            gateway.add(key.id());
            keys.activate(key);
        } catch (RuntimeException failure) {
            undo(key, failure);
            throw failure;
        }
        return new MintedKey(key, token);
    }

    /** The keys of an organization, newest first. */
    public List<ApiKey> list(String organization) {
        return keys.list(organization);
    }

    /** The keys of all organizations, newest first. */
    public List<ApiKey> list() {
        return keys.list();
    }

    /** Revokes a key of any organization; false if no list contains this id. */
    public boolean revoke(UUID id) {
        List<ApiKey> named = list().stream().filter(key -> key.id().equals(id)).toList();
        named.forEach(this::revoke);
        return !named.isEmpty();
    }

    /** Revokes a key of an organization; false if its list does not contain this id. */
    public boolean revoke(String organization, UUID id) {
        Optional<ApiKey> key = keys.find(organization, id);
        key.ifPresent(this::revoke);
        return key.isPresent();
    }

    private void checkRoom(String organization, int more) {
        if (keys.count(organization, MAX_PER_ORGANIZATION + 1) + more > MAX_PER_ORGANIZATION) {
            throw new ApiException.Conflict("the organization has " + MAX_PER_ORGANIZATION
                    + " API keys, and may not have more;" + " revoke one that is no longer used");
        }
    }

    private void revoke(ApiKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        keys.revoke(key, now);
        gateway.remove(key.id());
        keys.remove(key);
    }

    private void undo(ApiKey key, RuntimeException failure) {
        try {
            revoke(key);
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }
}
