package dev.frisket.access.key;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.StoredObject;
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
    private static final String CONTENT_TYPE = "application/json";
    private static final int ROUNDS = 20;
    private static final int MOST_KEYS = 10_000; // as many as an account's gateway takes, all organizations together

    private final Bucket objects;

    /** @param objects the control bucket */
    public ApiKeyStore(Bucket objects) {
        this.objects = objects;
    }

    /** The valid key whose token has this digest. */
    public Optional<ApiKey> findValid(String digest) {
        return objects.get(ObjectKeys.apiKey(digest)).map(ApiKeyStore::read).filter(ApiKey::isValid);
    }

    /** The keys that an organization's list names, the newest first. */
    public List<ApiKey> list(String organization) {
        return read(objects.list(ObjectKeys.organizationKeys(organization), MOST_KEYS));
    }

    /** The keys that any organization's list names, the newest first. */
    public List<ApiKey> list() {
        return read(objects.list(ObjectKeys.organizations(), Integer.MAX_VALUE).stream()
                .filter(ObjectKeys::isOrganizationKey)
                .toList());
    }

    private List<ApiKey> read(List<String> names) {
        return names.parallelStream()
                .flatMap(key -> objects.get(key).stream())
                .map(ApiKeyStore::read)
                .sorted(Comparator.comparing(ApiKey::createdAt).reversed().thenComparing(ApiKey::id))
                .toList();
    }

    /** The key of this id in an organization's list. */
    public Optional<ApiKey> find(String organization, UUID id) {
        return objects.get(ObjectKeys.organizationKey(organization, id)).map(ApiKeyStore::read);
    }

    /** Names a key in its organization's list; it is not valid yet. */
    public void enter(ApiKey key) {
        objects.put(ObjectKeys.organizationKey(key.organization(), key.id()), ApiKeyJson.write(key), CONTENT_TYPE);
    }

    /**
     * Makes a key valid.
     *
     * @throws IllegalStateException if it was revoked before it was valid, or another key has this digest
     */
    public void activate(ApiKey key) {
        String name = ObjectKeys.apiKey(key.digest());
        if (objects.create(name, ApiKeyJson.write(key), CONTENT_TYPE) != Bucket.Write.DONE
                && !objects.get(name).map(ApiKeyStore::read).equals(Optional.of(key))) {
            throw new IllegalStateException("the key " + key.id() + " was revoked while it was made");
        }
    }

    /** Makes a key worth nothing, for good: also one that whoever makes it has not yet made valid. */
    public void revoke(ApiKey key, Instant when) {
        String name = ObjectKeys.apiKey(key.digest());
        for (int round = 0; round < ROUNDS; round++) {
            Optional<StoredObject> stored = objects.get(name);
            if (stored.isPresent() && !read(stored.get()).isValid()) {
                return;
            }
            byte[] revoked = ApiKeyJson.write(key.revoked(when));
            Bucket.Write outcome = stored.isPresent()
                    ? objects.replace(name, revoked, CONTENT_TYPE, stored.get().etag())
                    : objects.create(name, revoked, CONTENT_TYPE);
            if (outcome == Bucket.Write.DONE) {
                return;
            }
        }
        throw new IllegalStateException("too many others change the key " + key.id());
    }

    /**
     * Makes a key valid whatever there was before, also one that was revoked; another of its organization and id is worth
     * nothing from now on.
     */
    public void replace(ApiKey key) {
        find(key.organization(), key.id())
                .filter(earlier -> !earlier.digest().equals(key.digest()))
                .ifPresent(earlier -> objects.delete(ObjectKeys.apiKey(earlier.digest())));
        enter(key);
        objects.put(ObjectKeys.apiKey(key.digest()), ApiKeyJson.write(key), CONTENT_TYPE);
    }

    /** Takes a key out of its organization's list. */
    public void strike(ApiKey key) {
        objects.delete(ObjectKeys.organizationKey(key.organization(), key.id()));
    }

    private static ApiKey read(StoredObject object) {
        return ApiKeyJson.read(object.bytes());
    }
}
