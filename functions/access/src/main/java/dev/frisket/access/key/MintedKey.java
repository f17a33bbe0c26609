package dev.frisket.access.key;

/**
 * A new API key with its secret, which is known only at this moment.
 *
 * @param key the stored part
 * @param token the secret, which the owner presents
 */
public record MintedKey(ApiKey key, Token token) {}
