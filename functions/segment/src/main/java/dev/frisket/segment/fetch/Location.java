package dev.frisket.segment.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a redirect's Location header as browsers do: bytes beyond ASCII are percent-encoded one by one, regardless of
 * the encoding that the server intended, except in a host, which is UTF-8.
 */
final class Location {

    private static final Pattern BEYOND_ASCII = Pattern.compile("[\\x80-\\xff]");
    private static final Pattern PARTS =
            Pattern.compile("(?<origin>(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#\\\\]*)?(?<rest>.*)", Pattern.DOTALL);
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Location() {}

    /** @param header the bytes as received, each as the Latin-1 character of its value */
    static String read(String header) {
        Matcher parts = PARTS.matcher(header);
        if (!parts.matches()) {
            throw new IllegalStateException("matches any text");
        }
        String origin = parts.group("origin") == null ? "" : parts.group("origin");
        return new String(origin.getBytes(ISO_8859_1), UTF_8)
                + BEYOND_ASCII
                        .matcher(parts.group("rest"))
                        .replaceAll(found ->
                                "%" + HEX.toHexDigits((byte) found.group().charAt(0)));
    }
}
