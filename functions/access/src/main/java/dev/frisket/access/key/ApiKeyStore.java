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
 * The API keys, each two objects in the control bucket: one named by its digest, which alone says whether the key is
 * valid, and one named by organization and id, which only leads to it.
 */
public final class ApiKeyStore {
    private static final int MOST_KEYS = 10_000; // as many as an account's gateway takes, all organizations together

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

    /** The keys that an organization's list names, the newest first. */
    public List<ApiKey> list(String organization) {
        return read(bucket.list(ObjectKeys.organizationKeys(organization), MOST_KEYS));
    }

    /** How many keys an organization's list names; not more than {@code atMost} are counted. */
    public int count(String organization, int atMost) {
        return bucket.list(ObjectKeys.organizationKeys(organization), atMost).size();
    }

    /** The keys that any organization's list names, the newest first. */
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

    /** The key of this id in an organization's list. */
    public Optional<ApiKey> find(String organization, UUID id) {
        return keys.find(ObjectKeys.organizationKey(organization, id));
    }

    /** Names a key in its organization's list; it is not valid yet. */
    public void enter(ApiKey key) {
        keys.put(ObjectKeys.organizationKey(key.organization(), key.id()), key);
    }

    /**
     * Makes a key valid.
     *
     * @throws IllegalStateException if it was revoked before it was valid, or another key has this digest
     */
    public void activate(ApiKey key) {
        if (!keys.createIfAbsent(ObjectKeys.apiKey(key.digest()), key).equals(key)) {
            throw new IllegalStateException("the key " + key.id() + " was revoked while it was made");
        }
    }

    /** Makes a key worth nothing, for good: also one that whoever makes it has not yet made valid. */
    public void revoke(ApiKey key, Instant when) {
        keys.update(
                ObjectKeys.apiKey(key.digest()),
                stored ->
                        stored.isEmpty() || stored.get().isValid() ? Optional.of(key.revoked(when)) : Optional.empty());
    }

    /**
     * Makes a key valid whatever there was before, also one that was revoked; another of its organization and id is worth
     * nothing from now on.
     */
    public void replace(ApiKey key) {
        find(key.organization(), key.id())
                .filter(earlier -> !earlier.digest().equals(key.digest()))
                .ifPresent(earlier -> bucket.delete(ObjectKeys.apiKey(earlier.digest())));
        enter(key);
        keys.put(ObjectKeys.apiKey(key.digest()), key);
    }

    /** Takes a key out of its organization's list. */
    public void strike(ApiKey key) {
        bucket.delete(ObjectKeys.organizationKey(key.organization(), key.id()));
    }
}
