package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.StringJoiner;

/** The text of a response with a JSON array, limited to the maximum size of a response. */
final class PageText {
    /** Maximum size in bytes of UTF-8. */
    static final int MAX_BYTES = 5_000_000;

    // Lambda limits a response to 6 MiB, in which this text is one JSON string: quotes and backslashes take two bytes.
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private static final int MAX_ESCAPED_BYTES = 6_000_000;

    private final StringJoiner values;
    private int bytes;
    private int escapedBytes;

    /**
     * @param before text before the array's first value
     * @param after text after the last one
     */
    PageText(String before, String after) {
        values = new StringJoiner(",", before, after);
        count(before);
        count(after);
    }

    /** Appends a value and returns whether the text still fits; if not, it must not be used any more. */
    boolean add(String json) {
        values.add(json);
        count(json);
        bytes++; // the comma
        escapedBytes++;
        return bytes <= MAX_BYTES && escapedBytes <= MAX_ESCAPED_BYTES;
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private void count(String text) {
        int more = text.getBytes(UTF_8).length;
        bytes += more;
        escapedBytes +=
                more + Math.toIntExact(text.chars().filter(PageText::isEscaped).count());
    }

    private static boolean isEscaped(int character) {
        return character == '"' || character == '\\';
    }
}
