package dev.frisket.local;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The one key of a local API.
 *
 * @param value 16 to 200 visible ASCII characters
 */
public record ApiKey(String value) {
    /** The variable that names it. */
    public static final String VARIABLE = "FRISKET_API_KEY";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{16,200}");
    private static final int RANDOM_BYTES = 32;

    /** @throws CannotStart if it is of another form */
    public ApiKey {
        if (!FORM.matcher(value).matches()) {
            throw new CannotStart(VARIABLE + " must be 16 to 200 visible ASCII characters, without spaces");
        }
    }

    /** A key that nobody else knows. */
    public static ApiKey create() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return new ApiKey(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    @Override
    public String toString() {
        return "an API key";
    }
}
