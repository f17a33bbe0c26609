package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Grammar.Phrases.Match;
import dev.frisket.segment.prompt.Grammar.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words up to the first description: what a thing is called, and which one is meant so far. */
final class ThingName {
    private static final Set<String> PRONOUNS = Set.of("one", "ones");

    private final PhraseWords words;
    private final Places places;
    private final List<Integer> name = new ArrayList<>();
    private final Set<String> classes;
    private final boolean saysAll;
    private boolean namesThing;
    private int end;

    private ThingName(PhraseWords words) {
        this.words = words;
        this.places = new Places(words);
        end = words.afterLead(0);
        saysAll = end > 0 && words.is(Role.UNIVERSAL, end - 1);
        while (end < words.size() && take()) {}
        classes = words.classes(name);
    }

    static ThingName read(PhraseWords words) {
        return new ThingName(words);
    }

    /** One after its last word. */
    int end() {
        return end;
    }

    /** Classes of the thing; empty if it has no name that is known. */
    Set<String> classes() {
        return classes;
    }

    Places places() {
        return places;
    }

    /** Whether there are no words that could name a thing. */
    boolean isEmpty() {
        return name.isEmpty();
    }

    /** Whether the words before the name end in "all". */
    boolean saysAll() {
        return saysAll;
    }

    boolean isPronoun() {
        return !name.isEmpty() && PRONOUNS.contains(words.word(name.get(name.size() - 1)));
    }

    void usePronoun() {
        int at = name.get(name.size() - 1);
        words.use(at, at + 1);
    }

    /** Takes the next word, unless a description begins. */
    private boolean take() {
        if (words.word(end).equals(Grammar.POSSESSIVE)) {
            restart(end + 1);
            return true;
        }
        if (words.isOf(end)) {
            return takeOf();
        }
        Match<Relation> relation = words.relation(end);
        if (relation != null) {
            return takeRelation(relation);
        }
        if (words.opensDescription(end)
                || (!name.isEmpty() && (words.is(Role.TRANSITIVE, end) || words.isVerbBeforeArticle(end)))
                || (namesThing && (words.is(Role.DETERMINER, end) || words.isMark(end) || words.isVerb(end)))) {
            return false;
        }
        takeWord();
        end++;
        return true;
    }

    private void takeWord() {
        Position position = words.position(end);
        Integer ordinal = words.ordinal(end);
        Integer number = words.number(end);
        if (position != null) {
            places.add(position, end);
        } else if (standsBesidePosition()) {
            words.use(end, end + 1);
        } else if (ordinal != null) {
            places.setOrdinal(ordinal, end);
        } else if (number != null && !namesThing && !standsForThing()) {
            places.setNumber(number, end);
        } else if (number == null || !namesThing) {
            if (!words.is(Role.DETERMINER, end)) {
                name.add(end);
                namesThing |= words.endsInThing(name);
            }
        }
    }

    /** "The far left", "the left side". */
    private boolean standsBesidePosition() {
        return words.is(Role.BESIDE, end)
                && ((end > 0 && words.position(end - 1) != null)
                        || (end + 1 < words.size() && words.position(end + 1) != null));
    }

    /** "The one on the left" stands for a thing, "one dog" and "one of the dogs" count. */
    private boolean standsForThing() {
        return PRONOUNS.contains(words.word(end)) && (end + 1 == words.size() || words.opensDescription(end + 1));
    }

    /** "Of" leads on to the thing ("a photo of", "two of"), or names what the thing is made of ("a cup of"). */
    private boolean takeOf() {
        int before = end - 1;
        boolean leadsOn = words.is(Role.MEASURE, before)
                || words.position(before) != null
                || words.ordinal(before) != null
                || words.number(before) != null;
        if (leadsOn) {
            if (words.is(Role.MEASURE, before)) {
                words.useAsLead(before, end);
            }
            restart(words.afterLead(end));
        }
        return leadsOn;
    }

    /** "The left of the dogs" is a dog, "left of the dog" something else. */
    private boolean takeRelation(Match<Relation> relation) {
        Position position = name.isEmpty() ? words.position(end) : null;
        int after = end + relation.length();
        boolean down = relation.value().isVertical();
        if (position == null || !(down || endsInPlural(after))) {
            return false;
        }
        places.add(position, end);
        words.use(end, after);
        end = words.afterLead(after);
        return true;
    }

    private boolean endsInPlural(int from) {
        int at = from;
        while (at < words.size() && !words.opensDescription(at) && !words.isOf(at)) {
            at++;
        }
        return at > from && words.isPlural(at - 1);
    }

    private void restart(int at) {
        name.clear();
        namesThing = false;
        end = at;
    }
}
