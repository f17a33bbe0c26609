package dev.frisket.core.address;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Escapes path and query as browsers do: the WHATWG URL standard's percent-encode sets and dot segments. */
final class Escaping {

    private static final String IN_PATH = " \"#<>?^`{}";
    private static final String IN_QUERY = " \"#<>'";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escaping() {}

    /** Whether a text contains control characters (tabs and line ends too), lone surrogates, or outer white space. */
    static boolean hasControls(String text) {
        return !text.equals(text.strip())
                || text.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** @throws RefusedUrlException if the path contains a backslash, which only browsers treat as a slash */
    static String target(String target) throws RefusedUrlException {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (path.indexOf('\\') >= 0) {
            throw new RefusedUrlException("must be a URL address without backslashes");
        }
        String query = question < 0 ? "" : "?" + escape(target.substring(question + 1), IN_QUERY);
        return withoutDots(escape(path, IN_PATH)) + query;
    }

    private static String escape(String text, String set) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0 || set.indexOf(b) >= 0) {
                HEX.toHexDigits(escaped.append('%'), b);
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }

    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        String[] segments =
                path.isEmpty() ? new String[] {""} : path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String dots = segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            boolean up = dots.equals("..");
            if (up && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!up && !dots.equals(".")) {
                kept.add(segments[i]);
            } else if (i == segments.length - 1) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
