package dev.frisket.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How to treat properties that the contract does not list. */
public enum UnknownPropertyRule {
    /** The request is refused, with a suggestion of the intended name. */
    REFUSE,
    /** The properties are ignored. */
    IGNORE;

    private static final int MAX_ECHO = 100; // code points
    private static final int MAX_GUESSED = 40; // characters

    /**
     * Records each property of {@code object} that is not in {@code known}, if unknown properties are refused.
     *
     * @param path prefix of the property names, empty or ending in a dot
     */
    public void check(JsonNode object, String path, List<String> known, Violations violations) {
        check(object, path, known, Map.of(), violations);
    }

    /**
     * Records each property of {@code object} that is not in {@code known}, if unknown properties are refused.
     *
     * @param path prefix of the property names, empty or ending in a dot
     * @param elsewhere our property for a name that other services use, by that name in lower case without separators
     */
    public void check(
            JsonNode object, String path, List<String> known, Map<String, String> elsewhere, Violations violations) {
        if (!refuses()) {
            return;
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                violations.addUnknown(
                        path + shorten(name), violations.onlyCounts() ? "" : suggestion(name, path, known, elsewhere));
            }
        }
    }

    private boolean refuses() {
        return switch (this) {
            case REFUSE -> true;
            case IGNORE -> false;
        };
    }

    private static String suggestion(String name, String path, List<String> known, Map<String, String> elsewhere) {
        if (name.length() > MAX_GUESSED) {
            return "";
        }
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_. -]", "");
        return Optional.ofNullable(elsewhere.get(plain))
                .or(() -> known.stream()
                        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                        .filter(nearest -> distance(name, nearest) <= Math.max(2, nearest.length() / 4)))
                .map(meant -> ", did you mean " + path + meant + "?")
                .orElse("");
    }

    private static String shorten(String name) {
        return name.codePointCount(0, name.length()) <= MAX_ECHO
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_ECHO)) + "…";
    }

    /** Levenshtein distance: letters to insert, delete or substitute, ignoring case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
