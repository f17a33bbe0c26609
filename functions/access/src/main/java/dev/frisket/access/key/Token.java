package dev.frisket.access.key;

import dev.frisket.core.id.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secret that a caller presents; it is shown once and never stored.
 *
 * <p>Our tokens are {@code frk_}, 256 random bits, and the CRC-32 of all that, both in base 62: the prefix lets
 * scanners find leaked keys, and the checksum detects typos without a lookup.
 *
 * @param text 16 to 200 visible ASCII characters
 * @see <a href="https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/">The
 *     same idea at GitHub</a>
 */
public record Token(String text) {
    private static final String PREFIX = "frk_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECKSUM_DIGITS = 6;
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{16,200}");
    private static final Pattern OURS =
            Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECKSUM_DIGITS) + "}");

    /** @throws IllegalArgumentException if the text has another form */
    public Token {
        if (!VISIBLE.matcher(text).matches()) {
            throw new IllegalArgumentException("a key is 16 to 200 visible ASCII characters");
        }
    }

    /** The token with this text; empty if no token can have it. */
    public static Optional<Token> of(String text) {
        return VISIBLE.matcher(text).matches() ? Optional.of(new Token(text)) : Optional.empty();
    }

    /** A new random token. */
    public static Token create(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BITS / Byte.SIZE];
        random.nextBytes(bytes);
        String body = PREFIX + base62(new BigInteger(1, bytes), RANDOM_DIGITS);
        return new Token(body + checksum(body));
    }

    /** Whether it has the form that {@link #create} produces, checksum included. */
    public boolean isOurs() {
        if (!OURS.matcher(text).matches()) {
            return false;
        }
        int end = text.length() - CHECKSUM_DIGITS;
        return text.substring(end).equals(checksum(text.substring(0, end)));
    }

    /** The SHA-256 that identifies it, as 64 lower-case hexadecimal digits. */
    public String digest() {
        return Sha256.hex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "an API key";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
    }

    private static String base62(BigInteger number, int digits) {
        char[] text = new char[digits];
        BigInteger rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            text[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
