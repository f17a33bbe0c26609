package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.StringJoiner;

/** The text of a JSON array, as long as it fits into an answer. */
final class JsonArrayText {
    /** Bytes in UTF-8. */
    static final int MAX_BYTES = 5_000_000;

    // Lambda answers at most 6 MiB, in which this text is one JSON string: quotes and backslashes take two bytes there.
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final int MAX_ESCAPED_BYTES = 6_000_000;

    private final StringJoiner values = new StringJoiner(",", "[", "]");
    private int bytes = 1;
    private int escapedBytes = 1;

    /** Appends a value and tells whether the whole still fits; if not, there is no use for it any more. */
    boolean add(String json) {
        values.add(json);
        int more = json.getBytes(UTF_8).length + 1;
        bytes += more;
        escapedBytes += more
                + Math.toIntExact(json.chars().filter(JsonArrayText::isEscaped).count());
        return bytes <= MAX_BYTES && escapedBytes <= MAX_ESCAPED_BYTES;
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static boolean isEscaped(int character) {
        return character == '"' || character == '\\';
    }
}
