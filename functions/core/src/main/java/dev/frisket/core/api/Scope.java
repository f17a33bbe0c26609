package dev.frisket.core.api;

import java.util.Locale;

/** The permissions of an API key; each scope includes those before it. */
public enum Scope {
    /** Creates artworks and reads its own. */
    GENERATOR,
    /** Manages the organization's webhook secret. */
    MANAGER,
    /** Manages the organization's API keys. */
    ADMIN;

    /** The name in requests, responses and the authorizer's context. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this scope includes {@code needed}. */
    public boolean includes(Scope needed) {
        return compareTo(needed) >= 0;
    }

    /**
     * The scope of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scope of(String value) {
        for (Scope scope : values()) {
            if (scope.value().equals(value)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("not a scope: " + value);
    }
}
