package dev.frisket.local.stack;

import dev.frisket.access.key.ApiKeys;
import dev.frisket.access.key.ApiKeys.MintedKey;
import dev.frisket.access.key.Token;
import dev.frisket.core.api.Scope;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One caller of each kind, by name, with what it sends as {@code Authorization}. */
final class Callers {
    /** The key of the user who started the stack. */
    static final Token OWN = new Token("any-visible-ascii-will-do!");

    private static final Set<String> EVERYWHERE = Set.of("*");

    private final Map<String, @Nullable String> authorizations;

    private Callers(Map<String, @Nullable String> authorizations) {
        this.authorizations = authorizations;
    }

    /** Issues their keys; all but those of the stranger are of the organization {@code local}. */
    static Callers issue(ApiKeys keys) {
        Map<String, @Nullable String> authorizations = new LinkedHashMap<>();
        MintedKey revoked = keys.mint("local", Scope.ADMIN, EVERYWHERE, "revoked");
        keys.revoke(revoked.key().id());
        String generator = bearer(keys.mint("local", Scope.GENERATOR, Set.of("artworks"), "generator"));
        authorizations.put("none", null);
        authorizations.put("basic", generator.replace("Bearer", "Basic"));
        authorizations.put("cut", generator.substring(0, generator.length() - 1));
        authorizations.put("typo", generator.substring(0, generator.length() - 1) + "!");
        authorizations.put(
                "unknown", "Bearer " + Token.create(new SecureRandom()).text());
        authorizations.put("revoked", bearer(revoked));
        authorizations.put("generator", generator);
        authorizations.put("peer", bearer(keys.mint("local", Scope.GENERATOR, EVERYWHERE, "peer")));
        authorizations.put("manager", bearer(keys.mint("local", Scope.MANAGER, EVERYWHERE, "manager")));
        authorizations.put("admin", bearer(keys.mint("local", Scope.ADMIN, EVERYWHERE, "admin")));
        authorizations.put("own", "bearer  " + OWN.text());
        authorizations.put("videos", bearer(keys.mint("local", Scope.ADMIN, Set.of("videos"), "videos")));
        authorizations.put("stranger", bearer(keys.mint("acme", Scope.ADMIN, EVERYWHERE, "stranger")));
        return new Callers(authorizations);
    }

    /** The header of a caller; null if it sends none. */
    @Nullable
    String authorization(String caller) {
        if (!authorizations.containsKey(caller)) {
            throw new IllegalArgumentException("no such caller: " + caller);
        }
        return authorizations.get(caller);
    }

    private static String bearer(MintedKey minted) {
        return "Bearer " + minted.token().text();
    }
}
