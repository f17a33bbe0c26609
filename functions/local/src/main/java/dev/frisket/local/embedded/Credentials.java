package dev.frisket.local.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The access key and secret that the embedded servers accept.
 *
 * @param accessKey the access key's id
 * @param secretKey signs requests and presigned URLs
 */
public record Credentials(String accessKey, String secretKey) {
    private static final int SECRET_BYTES = 20;

    /** Credentials with a random secret. */
    public static Credentials create() {
        return new Credentials("frisket", secret());
    }

    /** A random secret of 160 bits, in hexadecimal digits. */
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
