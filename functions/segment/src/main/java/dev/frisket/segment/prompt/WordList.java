package dev.frisket.segment.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A resource of {@code meaning: word, word} lines under {@code [section]} lines; {@code #} begins a comment line.
 *
 * @param sections the lines of each section, in their order
 */
record WordList(Map<String, Map<String, List<String>>> sections) {

    static WordList read(String resource) {
        Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WordList.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            Map<String, List<String>> section = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = new LinkedHashMap<>();
                    sections.put(line.substring(1, line.length() - 1), section);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    int colon = line.indexOf(':');
                    section.put(line.substring(0, colon), split(line.substring(colon + 1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WordList(sections);
    }

    Map<String, List<String>> section(String name) {
        return Objects.requireNonNull(sections.get(name), name);
    }

    /** All words of a section. */
    List<String> words(String section) {
        return section(section).values().stream().flatMap(List::stream).toList();
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
