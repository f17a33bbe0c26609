package dev.frisket.segment.prompt;

import dev.frisket.packs.WordList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What English words do in a prompt besides naming things. */
final class Grammar {
    static final String OF = "of";
    static final String POSSESSIVE = "'s";

    private static final int MAX_DIGITS = 3;

    private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);
    private final Phrases<Integer> numbers;
    private final Phrases<Integer> ordinals;
    private final Phrases<Position> positions;
    private final Phrases<Relation> relations;
    private final Phrases<Mark> marks;

    /** What a word can do. */
    enum Role {
        REQUEST,
        POLITE,
        DETERMINER,
        UNIVERSAL,
        MEASURE,
        PREPOSITION,
        RELATIVE,
        VERB,
        TRANSITIVE,
        NOUN,
        PICTURE,
        BESIDE;

        /** Whether its words have plurals. */
        boolean isDeclined() {
            return switch (this) {
                case MEASURE, NOUN -> true;
                case REQUEST, POLITE, DETERMINER, UNIVERSAL, PREPOSITION, RELATIVE, VERB, TRANSITIVE, PICTURE, BESIDE ->
                    false;
            };
        }
    }

    /** What begins another thing. */
    enum Mark {
        AND,
        EXCEPT,
        NOT,
        INCLUDE,
        BUT
    }

    private Grammar(WordList list) {
        for (Role role : Role.values()) {
            Set<String> forms = new HashSet<>();
            boolean declined = role.isDeclined();
            list.section("words")
                    .getOrDefault(role.name().toLowerCase(Locale.ROOT), List.of())
                    .forEach(word -> forms.addAll(declined ? Plurals.REGULAR.forms(word) : Set.of(word)));
            roles.put(role, forms);
        }
        numbers = Phrases.of(list.section("numbers"), Integer::valueOf);
        ordinals = Phrases.of(list.section("ordinals"), Integer::valueOf);
        positions = Phrases.of(list.section("positions"), name -> Position.valueOf(name.toUpperCase(Locale.ROOT)));
        relations = Phrases.of(list.section("relations"), name -> Relation.valueOf(name.toUpperCase(Locale.ROOT)));
        marks = Phrases.of(list.section("marks"), name -> Mark.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    static Grammar english() {
        try (InputStream file = Objects.requireNonNull(Grammar.class.getResourceAsStream("grammar.txt"))) {
            return new Grammar(WordList.parse(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean is(Role role, String word) {
        return roles.getOrDefault(role, Set.of()).contains(word);
    }

    /** Whether a word only connects others: it is never reported as not understood. */
    boolean isFunctionWord(String word) {
        return word.equals(OF)
                || word.equals(POSSESSIVE)
                || is(Role.DETERMINER, word)
                || is(Role.PREPOSITION, word)
                || is(Role.RELATIVE, word)
                || marks.find(List.of(word), 0) != null;
    }

    /** The number that a word means, null if it is no number from 1 to 999. */
    @Nullable
    Integer number(String word) {
        boolean digits = word.length() <= MAX_DIGITS && word.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            return numbers.value(word);
        }
        int number = Integer.parseInt(word);
        return number == 0 ? null : number;
    }

    /** The place in a row that a word means: 1 is the first, -1 the last; null if it is no ordinal. */
    @Nullable
    Integer ordinal(String word) {
        boolean digits =
                word.length() > 2 && Set.of("st", "nd", "rd", "th").contains(word.substring(word.length() - 2));
        Integer number =
                digits && Character.isDigit(word.charAt(0)) ? number(word.substring(0, word.length() - 2)) : null;
        return number == null ? ordinals.value(word) : number;
    }

    @Nullable
    Position position(String word) {
        return positions.value(word);
    }

    /** The relation whose words begin at an index, null if none does. */
    Phrases.@Nullable Match<Relation> relation(List<String> words, int at) {
        return relations.find(words, at);
    }

    /** The mark whose words begin at an index, null if none does. */
    Phrases.@Nullable Match<Mark> mark(List<String> words, int at) {
        return marks.find(words, at);
    }

    /** Whether a word has the ending of a verb that describes what is before it. */
    static boolean endsLikeVerb(String word) {
        return (word.endsWith("ing") && word.length() > 4)
                || (word.endsWith("ed") && word.length() > 3)
                || (word.endsWith("en") && word.length() > 4);
    }

    /**
     * Values of phrases of some words.
     *
     * @param values by phrase, words parted by spaces
     * @param longest words in a phrase
     */
    record Phrases<T>(Map<String, T> values, int longest) {
        record Match<T>(T value, int length) {}

        static <T> Phrases<T> of(Map<String, List<String>> section, Function<String, T> value) {
            Map<String, T> values = new HashMap<>();
            section.forEach((name, phrases) -> phrases.forEach(phrase -> values.put(phrase, value.apply(name))));
            int longest = values.keySet().stream()
                    .mapToInt(phrase -> phrase.split(" ", -1).length)
                    .max()
                    .orElse(0);
            return new Phrases<>(values, longest);
        }

        @Nullable
        T value(String phrase) {
            return values.get(phrase);
        }

        /** The longest phrase that begins at an index. */
        @Nullable
        Match<T> find(List<String> words, int at) {
            for (int length = Math.min(longest, words.size() - at); length > 0; length--) {
                T value = values.get(length == 1 ? words.get(at) : String.join(" ", words.subList(at, at + length)));
                if (value != null) {
                    return new Match<>(value, length);
                }
            }
            return null;
        }
    }
}
