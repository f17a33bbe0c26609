package dev.frisket.segment.prompt;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes English plurals.
 *
 * @param irregular plurals of a word that does not follow the rules
 */
record Plurals(Map<String, List<String>> irregular) {
    private static final Set<String> HISSING = Set.of("s", "x", "z", "ch", "sh");

    static final Plurals REGULAR = new Plurals(Map.of());

    /** A word or compound, and its plurals. */
    Set<String> forms(String words) {
        Set<String> forms = new LinkedHashSet<>(Set.of(words));
        forms.addAll(of(words));
        return forms;
    }

    /** The plurals of a word or compound: those of its last word. */
    List<String> of(String words) {
        int last = words.lastIndexOf(' ') + 1;
        String head = words.substring(0, last);
        return ofWord(words.substring(last)).stream().map(head::concat).toList();
    }

    private List<String> ofWord(String word) {
        if (irregular.containsKey(word)) {
            return irregular.get(word);
        }
        if (word.endsWith("y") && !word.endsWith("ey") && !word.endsWith("oy") && !word.endsWith("ay")) {
            return List.of(word.substring(0, word.length() - 1) + "ies");
        }
        return List.of(HISSING.stream().anyMatch(word::endsWith) ? word + "es" : word + "s");
    }
}
