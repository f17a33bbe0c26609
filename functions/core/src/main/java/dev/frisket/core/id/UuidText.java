package dev.frisket.core.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The canonical text of a UUID: five groups of 8, 4, 4, 4 and 12 hexadecimal digits, in either case. */
public final class UuidText {
    /** The regular expression of the text. */
    public static final String FORM = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    private UuidText() {}

    /** The UUID of this text; empty if it is not in canonical form. {@link UUID#fromString} takes shorter groups too. */
    public static Optional<UUID> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
