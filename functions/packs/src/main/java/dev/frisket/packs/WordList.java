package dev.frisket.packs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text of {@code meaning: word, word} lines under {@code [section]} lines; {@code #} begins a comment line.
 *
 * @param sections the lines of each section, in their order
 */
public record WordList(Map<String, Map<String, List<String>>> sections) {

    /**
     * Parses a list.
     *
     * @param text UTF-8
     * @throws IllegalArgumentException if a line is neither a section, a comment, blank nor has a colon, or stands
     *     before the first section
     */
    public static WordList parse(byte[] text) {
        Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
        Map<String, List<String>> section = null;
        for (String line : new String(text, UTF_8).lines().toList()) {
            int colon = line.indexOf(':');
            if (line.startsWith("[") && line.endsWith("]")) {
                section = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), section);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                if (section == null || colon < 0) {
                    throw new IllegalArgumentException("not a line of a section: " + line);
                }
                section.put(line.substring(0, colon), split(line.substring(colon + 1)));
            }
        }
        return new WordList(sections);
    }

    /**
     * The lines of a section.
     *
     * @throws IllegalArgumentException if there is no such section
     */
    public Map<String, List<String>> section(String name) {
        Map<String, List<String>> section = sections.get(name);
        if (section == null) {
            throw new IllegalArgumentException("there is no section " + name);
        }
        return section;
    }

    /** All words of a section. */
    public List<String> words(String section) {
        return section(section).values().stream().flatMap(List::stream).toList();
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
