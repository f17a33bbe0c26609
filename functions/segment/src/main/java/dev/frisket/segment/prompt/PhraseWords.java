package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Grammar.Phrases.Match;
import dev.frisket.segment.prompt.Grammar.Role;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The words for one thing, and which of them have been made use of. */
final class PhraseWords {
    private static final Set<Role> LEAD =
            EnumSet.of(Role.REQUEST, Role.DETERMINER, Role.UNIVERSAL, Role.PREPOSITION, Role.RELATIVE);

    private final List<String> words;
    private final Vocabulary vocabulary;
    private final Grammar grammar;
    private final BitSet used = new BitSet();
    private final BitSet lead = new BitSet();

    PhraseWords(List<String> words, Vocabulary vocabulary, Grammar grammar) {
        this.words = words;
        this.vocabulary = vocabulary;
        this.grammar = grammar;
    }

    int size() {
        return words.size();
    }

    String word(int at) {
        return words.get(at);
    }

    boolean is(Role role, int at) {
        return at < size() && grammar.is(role, words.get(at));
    }

    boolean isOf(int at) {
        return words.get(at).equals(Grammar.OF);
    }

    @Nullable
    Integer number(int at) {
        return grammar.number(words.get(at));
    }

    @Nullable
    Integer ordinal(int at) {
        return grammar.ordinal(words.get(at));
    }

    /** The position that a word means, null if it means none, as the first word of a compound ("back pack") does not. */
    @Nullable
    Position position(int at) {
        for (int length = 2; length <= Vocabulary.MAX_WORDS && at + length <= size(); length++) {
            if (vocabulary.names(String.join(" ", words.subList(at, at + length)))) {
                return null;
            }
        }
        return grammar.position(words.get(at));
    }

    @Nullable
    Match<Relation> relation(int at) {
        return grammar.relation(words, at);
    }

    /** Whether a word would part things if it did not belong to a description. */
    boolean isMark(int at) {
        return grammar.mark(words, at) != null;
    }

    void use(int from, int end) {
        used.set(from, end);
    }

    /** Passes over words that are no part of what is asked for: "please show me all the". */
    void useAsLead(int from, int end) {
        lead.set(from, end);
    }

    /** The first index from which on words can name something: "show me all the …". */
    int afterLead(int from) {
        int at = from;
        while (at < size() && isLead(at)) {
            at++;
        }
        useAsLead(from, at);
        return at;
    }

    private boolean isLead(int at) {
        String word = words.get(at);
        boolean role = isOf(at) || LEAD.stream().anyMatch(each -> grammar.is(each, word));
        return role && relation(at) == null && !vocabulary.names(word);
    }

    /** Whether a word ends any name before it. */
    boolean opensDescription(int at) {
        return is(Role.PREPOSITION, at) || is(Role.RELATIVE, at) || relation(at) != null;
    }

    /** Whether a word after a class begins a description as a verb: "dog chasing", "cup held", "man rides". */
    boolean isVerb(int at) {
        String word = words.get(at);
        if (is(Role.VERB, at) || is(Role.TRANSITIVE, at)) {
            return true;
        }
        boolean beforeArticle = is(Role.DETERMINER, at + 1);
        if (grammar.is(Role.NOUN, word) || vocabulary.names(word)) {
            return beforeArticle
                    ? Grammar.endsLikeVerb(word) || isThirdPerson(at)
                    : vocabulary.names(word)
                            && isThirdPerson(at)
                            && at + 1 < size()
                            && vocabulary.names(words.get(at + 1));
        }
        return Grammar.endsLikeVerb(word) || (isThirdPerson(at) && (at + 1 < size() && !isOf(at + 1)) && acts(at));
    }

    /** Whether a word after any other is a verb since an article follows: "batter hitting the ball". */
    boolean isVerbBeforeArticle(int at) {
        String word = words.get(at);
        return is(Role.DETERMINER, at + 1) && !vocabulary.names(word) && (Grammar.endsLikeVerb(word) || endsInS(word));
    }

    /** Whether a word agrees as a verb with one before it that stands for a single thing. */
    private boolean isThirdPerson(int at) {
        String word = words.get(at);
        return endsInS(word)
                && at > 0
                && vocabulary.names(words.get(at - 1))
                && !vocabulary.isPlural(words.get(at - 1));
    }

    private static boolean endsInS(String word) {
        return word.length() > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is");
    }

    /** Persons and animals act before any word ("man leans on"); of other things one must follow that is acted on. */
    private boolean acts(int at) {
        return vocabulary.isAnimate(words.get(at - 1)) || !opensDescription(at + 1);
    }

    /** What the longest compound at the end of some words means, which is marked as used; empty if it means nothing. */
    Set<String> classes(List<Integer> name) {
        for (int start = Math.max(0, name.size() - Vocabulary.MAX_WORDS); start < name.size(); start++) {
            List<Integer> compound = name.subList(start, name.size());
            String text = text(compound);
            Set<String> meaning = vocabulary.meaning(text);
            if (meaning != null) {
                if (vocabulary.isGroup(text) && start > 0 && isThing(word(name.get(start - 1)))) {
                    return Set.of();
                }
                return use(compound, meaning);
            }
        }
        boolean everything = !name.isEmpty() && vocabulary.isEverything(word(name.get(0)));
        return everything ? use(name.subList(0, 1), Set.copyOf(vocabulary.classes())) : Set.of();
    }

    private Set<String> use(List<Integer> name, Set<String> meaning) {
        if (!meaning.isEmpty()) {
            name.forEach(at -> used.set(at));
        }
        return meaning;
    }

    /** Whether some words end in one that stands for a class. */
    boolean endsInThing(List<Integer> name) {
        return IntStream.rangeClosed(1, Math.min(Vocabulary.MAX_WORDS, name.size()))
                .anyMatch(length -> vocabulary.names(text(name.subList(name.size() - length, name.size()))));
    }

    boolean isPlural(int at) {
        return vocabulary.isPlural(words.get(at));
    }

    private boolean isThing(String word) {
        return vocabulary.names(word) && !vocabulary.isAdjective(word);
    }

    private String text(List<Integer> name) {
        return String.join(" ", name.stream().map(words::get).toList());
    }

    /** Words that change nothing. */
    List<String> unused() {
        return words(at -> !used.get(at) && !lead.get(at));
    }

    /** All words but function words, used or not. */
    List<String> content() {
        return words(at -> !lead.get(at));
    }

    private List<String> words(IntPredicate wanted) {
        return IntStream.range(0, size())
                .filter(wanted)
                .mapToObj(words::get)
                .filter(word -> !grammar.isFunctionWord(word))
                .toList();
    }
}
