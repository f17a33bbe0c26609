package dev.frisket.segment.prompt;

import dev.frisket.packs.WordList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words for the classes of a detector. */
public final class Vocabulary {
    /** Words in the longest compound. */
    static final int MAX_WORDS = 3;

    private final List<String> classes;
    private final Map<String, Set<String>> meanings = new HashMap<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> everything = new HashSet<>();
    private final Set<String> plurals = new HashSet<>();
    private final Set<String> adjectives;
    private final Set<String> animate = new HashSet<>();
    private final Plurals forms;

    /**
     * Creates the vocabulary of a list of words, such as {@code words.txt} of {@code coco-ssd}.
     *
     * @throws IllegalArgumentException if it lacks one of the sections {@code classes}, {@code groups}, {@code
     *     everything}, {@code nothing}, {@code plurals} and {@code adjectives}
     */
    public Vocabulary(WordList list) {
        forms = new Plurals(list.section("plurals"));
        classes = List.copyOf(list.section("classes").keySet());
        list.section("classes").forEach((name, words) -> {
            learn(name, Set.of(name));
            words.forEach(word -> learn(word, Set.of(name)));
        });
        list.section("groups").forEach((word, members) -> {
            learn(word, Set.copyOf(members));
            groups.addAll(forms.forms(word));
        });
        list.words("everything").forEach(word -> {
            learn(word, Set.copyOf(classes));
            groups.addAll(forms.forms(word));
            everything.addAll(forms.forms(word));
        });
        list.words("nothing").forEach(word -> learn(word, Set.of()));
        adjectives = Set.copyOf(list.words("adjectives"));
        animate.add("person");
        animate.addAll(list.section("groups").getOrDefault("animal", List.of()));
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

    /** Whether a word or compound stands for any class. */
    boolean names(String words) {
        return !meanings.getOrDefault(words, Set.of()).isEmpty();
    }

    boolean isGroup(String word) {
        return groups.contains(word);
    }

    /** Whether a word stands for all classes. */
    boolean isEverything(String word) {
        return everything.contains(word);
    }

    boolean isPlural(String words) {
        return plurals.contains(words);
    }

    /** Whether a word for a class is an adjective before the word of a group. */
    boolean isAdjective(String word) {
        return adjectives.contains(word);
    }

    /** Whether a word stands for a person or an animal. */
    boolean isAnimate(String word) {
        return names(word) && animate.containsAll(meanings.getOrDefault(word, Set.of()));
    }

    private void learn(String words, Set<String> meaning) {
        plurals.addAll(forms.of(words));
        forms.forms(words)
                .forEach(form -> meanings.merge(form, meaning, (before, now) -> {
                    Set<String> both = new LinkedHashSet<>(before);
                    both.addAll(now);
                    return both;
                }));
    }
}
