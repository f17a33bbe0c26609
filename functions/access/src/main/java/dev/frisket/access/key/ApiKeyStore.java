package dev.frisket.access.key;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.JsonObjects;
import dev.frisket.core.store.ObjectKeys;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The stored API keys, each two objects in the control bucket: one named by the key's digest, which alone determines
 * whether the key is valid, and one named by organization and id, for lists.
 */
public final class ApiKeyStore {
    private static final int MAX_KEYS = 10_000; // the limit of an account's gateway, for all organizations together

    private final Bucket bucket;
    private final JsonObjects<ApiKey> keys;

    /** @param control the control bucket */
    public ApiKeyStore(Bucket control) {
        this.bucket = control;
        this.keys = new JsonObjects<>(control, ApiKeyJson::write, ApiKeyJson::read);
    }

    /** The valid key whose token has this digest. */
    public Optional<ApiKey> findValid(String digest) {
        return keys.find(ObjectKeys.apiKey(digest)).filter(ApiKey::isValid);
    }

    /** Whether the key whose token has this digest was revoked; false for an unknown one. */
    public boolean isRevoked(String digest) {
        return keys.find(ObjectKeys.apiKey(digest))
                .filter(key -> !key.isValid())
                .isPresent();
    }

    /** The keys in an organization's list, newest first. */
    public List<ApiKey> list(String organization) {
        return read(bucket.list(ObjectKeys.organizationKeys(organization), MAX_KEYS));
    }

    /** Number of keys in an organization's list, at most {@code atMost}. */
    public int count(String organization, int atMost) {
        return bucket.list(ObjectKeys.organizationKeys(organization), atMost).size();
    }

    /** The keys in the lists of all organizations, newest first. */
    public List<ApiKey> list() {
        return read(bucket.list(ObjectKeys.organizations(), Integer.MAX_VALUE).stream()
                .filter(ObjectKeys::isOrganizationKey)
                .toList());
    }

    private List<ApiKey> read(List<String> names) {
        return names.parallelStream()
                .flatMap(name -> keys.find(name).stream())
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed().thenComparing(ApiKey::id))
                .toList();
    }

    /** The key with this id in an organization's list. */
    public Optional<ApiKey> find(String organization, UUID id) {
        return keys.find(ObjectKeys.organizationKey(organization, id));
    }

    /** Adds a key to its organization's list; it is not valid yet. */
    public void add(ApiKey key) {
        keys.put(ObjectKeys.organizationKey(key.organization(), key.id()), key);
    }

    /**
     * Makes a key valid.
     *
     * @throws IllegalStateException if it was revoked before it was valid, or another key has this digest
     */
    public void activate(ApiKey key) {
        if (!keys.createIfAbsent(ObjectKeys.apiKey(key.digest()), key).equals(key)) {
            throw new IllegalStateException("the key " + key.id() + " was revoked while it was created");
        }
    }

    /** Revokes a key permanently, even one that is not valid yet. */
    public void revoke(ApiKey key, Instant when) {
        keys.update(
                ObjectKeys.apiKey(key.digest()),
                stored ->
                        stored.isEmpty() || stored.get().isValid() ? Optional.of(key.revoked(when)) : Optional.empty());
    }

    /**
     * Makes a key valid regardless of its earlier state, even if it was revoked; revokes another key with its
     * organization and id.
     */
    public void replace(ApiKey key) {
        find(key.organization(), key.id())
                .filter(earlier -> !earlier.digest().equals(key.digest()))
                .ifPresent(earlier -> bucket.delete(ObjectKeys.apiKey(earlier.digest())));
        add(key);
        keys.put(ObjectKeys.apiKey(key.digest()), key);
    }

    /** Removes a key from its organization's list. */
    public void remove(ApiKey key) {
        bucket.delete(ObjectKeys.organizationKey(key.organization(), key.id()));
    }
}
