package dev.frisket.segment.prompt;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that are understood, and what they mean. */
public final class Vocabulary {
    /** Words in the longest compound. */
    static final int LONGEST = 3;

    private static final Set<String> HISSING = Set.of("s", "x", "z", "ch", "sh");

    private final List<String> classes;
    private final Map<String, Set<String>> meanings = new HashMap<>();
    private final Set<String> groups = new HashSet<>();
    private final Map<String, Position> positions = new HashMap<>();
    private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
    private final Map<String, List<String>> irregular;

    /** What else a word can do in a prompt. */
    enum Role {
        REQUEST,
        DETERMINER,
        MEASURE,
        CONNECTIVE,
        CONJUNCTION,
        COLOUR,
        BESIDE
    }

    private Vocabulary(WordList list) {
        irregular = list.section("plurals");
        classes = List.copyOf(list.section("classes").keySet());
        list.section("classes").forEach((name, words) -> {
            learn(name, Set.of(name));
            words.forEach(word -> learn(word, Set.of(name)));
        });
        list.section("groups").forEach((word, members) -> {
            learn(word, Set.copyOf(members));
            groups.addAll(forms(word));
        });
        list.section("nothing").values().forEach(words -> words.forEach(word -> learn(word, Set.of())));
        list.section("positions")
                .forEach((name, words) ->
                        words.forEach(word -> positions.put(word, Position.valueOf(name.toUpperCase(Locale.ROOT)))));
        for (Role role : Role.values()) {
            Set<String> forms = new HashSet<>();
            list.section("grammar")
                    .getOrDefault(role.name().toLowerCase(Locale.ROOT), List.of())
                    .forEach(word -> forms.addAll(forms(word)));
            roles.put(role, forms);
        }
    }

    /** The words for the 80 classes of COCO. */
    public static Vocabulary coco() {
        return new Vocabulary(WordList.read("vocabulary.txt"));
    }

    /** Names of the classes, in the order of the detector's scores. */
    public List<String> classes() {
        return classes;
    }

    /** The classes that a word or compound stands for; empty if it is known to stand for none, null if it is unknown. */
    @Nullable
    Set<String> meaning(String words) {
        return meanings.get(words);
    }

    boolean isGroup(String word) {
        return groups.contains(word);
    }

    boolean is(Role role, String word) {
        return roles.getOrDefault(role, Set.of()).contains(word);
    }

    @Nullable
    Position position(String word) {
        return positions.get(word);
    }

    private void learn(String words, Set<String> meaning) {
        forms(words)
                .forEach(form -> meanings.merge(form, meaning, (before, now) -> {
                    Set<String> both = new LinkedHashSet<>(before);
                    both.addAll(now);
                    return both;
                }));
    }

    /** A word or compound and its plurals. */
    private Set<String> forms(String words) {
        int last = words.lastIndexOf(' ') + 1;
        String head = words.substring(0, last);
        Set<String> forms = new LinkedHashSet<>(Set.of(words));
        plurals(words.substring(last)).forEach(plural -> forms.add(head + plural));
        return forms;
    }

    private List<String> plurals(String word) {
        if (irregular.containsKey(word)) {
            return irregular.get(word);
        }
        if (word.endsWith("y") && !word.endsWith("ey") && !word.endsWith("oy") && !word.endsWith("ay")) {
            return List.of(word.substring(0, word.length() - 1) + "ies");
        }
        return List.of(HISSING.stream().anyMatch(word::endsWith) ? word + "es" : word + "s");
    }
}
