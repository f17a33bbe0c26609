package dev.frisket.local.gateway;

import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows one API key, which may do everything. */
public final class SingleKey implements Authorizer {
    // The id stays when the key changes: artworks of an earlier run are still found.
    private static final Caller OWNER = new Caller("local", "local", Scope.ADMIN, Set.of("*"));
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+)");

    private final byte[] key;

    public SingleKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Caller authorize(@Nullable String authorization) {
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization.strip());
        if (!bearer.matches() || !MessageDigest.isEqual(key, bearer.group(1).getBytes(StandardCharsets.UTF_8))) {
            throw new ApiException.Unauthorized();
        }
        return OWNER;
    }
}
