package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Vocabulary.Role;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what a prompt asks for, by a small grammar of English.
 *
 * <p>A prompt is one thing or several, parted by punctuation or "and". A thing is named by its last words before
 * whatever describes it: a "hot dog stand on wheels" is neither hot dog nor dog but a stand, which no class is. Of these
 * words the longest compound counts that the vocabulary has. Adjectives, numbers and colours are passed over. The work
 * grows with the prompt's length only, so any text may be read.
 */
public final class PromptReader {
    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]s\\b");
    private static final Pattern BETWEEN_THINGS = Pattern.compile("[,.;:!?&/+()\\n]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final String OF = "of";
    private static final Set<Role> LEAD = EnumSet.of(Role.REQUEST, Role.DETERMINER, Role.CONNECTIVE);

    private final Vocabulary vocabulary;

    public PromptReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The things asked for that the vocabulary has words for, each once, in the prompt's order; none for any other text. */
    public List<Wanted> read(String prompt) {
        String plain = Normalizer.normalize(prompt, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BETWEEN_THINGS
                .splitAsStream(POSSESSIVE.matcher(plain).replaceAll(""))
                .flatMap(part -> split(words(part), Role.CONJUNCTION).stream())
                .flatMap(phrase -> thing(phrase).stream())
                .distinct()
                .toList();
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /** Parts the words at those of a role, which are left out. */
    private List<List<String>> split(List<String> words, Role role) {
        List<List<String>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= words.size(); i++) {
            if (i == words.size() || vocabulary.is(role, words.get(i))) {
                parts.add(words.subList(start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    private Optional<Wanted> thing(List<String> phrase) {
        List<List<String>> parts = split(withoutLead(phrase), Role.CONNECTIVE);
        List<String> name = parts.get(0);
        Set<Position> positions = EnumSet.noneOf(Position.class);
        for (int of = name.indexOf(OF); of > 0; of = name.indexOf(OF)) {
            List<String> before = name.subList(0, of);
            positions.addAll(positions(before));
            name = leadsOn(before) ? withoutLead(name.subList(of + 1, name.size())) : before;
        }
        positions.addAll(positions(name));
        parts.subList(1, parts.size()).stream()
                .filter(this::saysWhere)
                .forEach(part -> positions.addAll(positions(part)));
        Set<String> classes = classes(
                name.stream().filter(word -> vocabulary.position(word) == null).toList());
        return classes.isEmpty() ? Optional.empty() : Optional.of(new Wanted(classes, positions));
    }

    /** Without the words at the beginning that name nothing: "show me all the …". */
    private List<String> withoutLead(List<String> words) {
        int start = 0;
        while (start < words.size() && LEAD.stream().anyMatch(isIn(words.get(start)))) {
            start++;
        }
        return words.subList(start, words.size());
    }

    /** Whether "of" after these words leads on to the thing ("a photo of"), not to what it is made of ("a cup of"). */
    private boolean leadsOn(List<String> words) {
        String last = words.get(words.size() - 1);
        return vocabulary.is(Role.MEASURE, last) || vocabulary.position(last) != null;
    }

    /** Whether a description is a place in the picture and no more: "the far left", "the top of the image". */
    private boolean saysWhere(List<String> description) {
        int of = description.indexOf(OF);
        List<String> place = of < 0 ? description : description.subList(0, of);
        List<String> whole = of < 0 ? List.of() : description.subList(of + 1, description.size());
        return place.stream()
                        .allMatch(word -> vocabulary.position(word) != null
                                || isIn(word).test(Role.DETERMINER)
                                || isIn(word).test(Role.BESIDE))
                && whole.stream()
                        .allMatch(word -> isIn(word).test(Role.DETERMINER)
                                || isIn(word).test(Role.MEASURE)
                                || isIn(word).test(Role.BESIDE));
    }

    private Predicate<Role> isIn(String word) {
        return role -> vocabulary.is(role, word);
    }

    private Set<Position> positions(List<String> words) {
        return words.stream()
                .map(vocabulary::position)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Position.class)));
    }

    /** What the longest compound at the end means; empty if it means nothing. */
    private Set<String> classes(List<String> name) {
        for (int start = Math.max(0, name.size() - Vocabulary.LONGEST); start < name.size(); start++) {
            String compound = String.join(" ", name.subList(start, name.size()));
            Set<String> meaning = vocabulary.meaning(compound);
            if (meaning != null) {
                boolean belongsToOther = vocabulary.isGroup(compound) && start > 0 && isThing(name.get(start - 1));
                return belongsToOther ? Set.of() : meaning;
            }
        }
        return Set.of();
    }

    private boolean isThing(String word) {
        return vocabulary.meaning(word) != null && !vocabulary.is(Role.COLOUR, word);
    }
}
