package dev.frisket.local.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name and the secret that the embedded servers believe.
 *
 * @param accessKey name
 * @param secretKey what signs requests and presigned addresses
 */
public record Credentials(String accessKey, String secretKey) {
    private static final int SECRET_BYTES = 20;

    /** Credentials that nobody else knows. */
    public static Credentials create() {
        return new Credentials("frisket", secret());
    }

    /** A text of hexadecimal digits that nobody can guess. */
    static String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    @Override
    public String toString() {
        return accessKey;
    }
}
