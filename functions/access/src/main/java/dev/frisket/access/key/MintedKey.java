package dev.frisket.access.key;

/**
 * A new API key in the one moment in which its secret is known.
 *
 * @param key what is kept
 * @param token what its owner presents
 */
public record MintedKey(ApiKey key, Token token) {}
