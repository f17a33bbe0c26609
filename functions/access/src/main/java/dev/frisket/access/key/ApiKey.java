package dev.frisket.access.key;

import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stored facts of an API key; the secret itself is not stored.
 *
 * @param id public id of the key, by which the gateway counts its requests
 * @param organization its owner: 1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit
 * @param scope its permissions
 * @param domains the domains in which it may use them; {@code *} means all
 * @param name display name
 * @param createdAt to the millisecond
 * @param digest see {@link Token#digest}
 * @param revokedAt when it was revoked; null while it is valid
 */
public record ApiKey(
        UUID id,
        String organization,
        Scope scope,
        Set<String> domains,
        String name,
        Instant createdAt,
        String digest,
        @Nullable Instant revokedAt) {
    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if organization or digest is malformed, or there is no domain */
    public ApiKey {
        if (!ORGANIZATION.matcher(organization).matches()) {
            throw new IllegalArgumentException("organization must be 1 to 64 letters, digits, dots, hyphens and"
                    + " underscores, beginning with a letter or digit");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("a digest has 64 lower-case hexadecimal digits");
        }
        if (domains.isEmpty()) {
            throw new IllegalArgumentException("a key must have a domain");
        }
        domains = Set.copyOf(domains);
    }

    /** Whether it has not been revoked. */
    public boolean isValid() {
        return revokedAt == null;
    }

    /** The caller that this key authenticates. */
    public Caller caller() {
        return new Caller(id.toString(), organization, scope, domains);
    }

    /** A copy revoked at {@code when}. */
    public ApiKey revoked(Instant when) {
        return new ApiKey(id, organization, scope, domains, name, createdAt, digest, when);
    }
}
