package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Grammar.Phrases.Match;
import dev.frisket.segment.prompt.Grammar.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The description of a thing after its name: places in the picture and the first relation count. */
final class Description {
    private static final Set<String> COUNTED = Set.of("from");

    private final PhraseWords words;
    private final Places places;
    private PromptTarget.@Nullable Reference reference;

    private Description(PhraseWords words, Places places) {
        this.words = words;
        this.places = places;
    }

    static Description read(PhraseWords words, ThingName name) {
        Description description = new Description(words, name.places());
        int at = name.end();
        while (at < words.size()) {
            at = description.take(at);
        }
        return description;
    }

    Optional<PromptTarget.Reference> reference() {
        return Optional.ofNullable(reference);
    }

    /** Reads the description that begins at an index, and returns the next one's. */
    private int take(int at) {
        Match<Relation> relation = words.relation(at);
        if (relation != null) {
            int from = at + relation.length();
            int end = end(from);
            relate(relation.value(), at, from, end);
            return end;
        }
        boolean placed = words.is(Role.PREPOSITION, at) || words.is(Role.RELATIVE, at) || words.is(Role.DETERMINER, at);
        int end = end(at + 1);
        if (placed) {
            place(COUNTED.contains(words.word(at)), at + 1, end);
        }
        return end;
    }

    /** One after the last word that belongs to what was opened before. */
    private int end(int from) {
        int end = from;
        while (end < words.size() && !words.opensDescription(end) && !words.isVerb(end)) {
            end++;
        }
        return end;
    }

    /** Takes a description that is a place in the picture and no more: "the far left", "the top of the image". */
    private void place(boolean counted, int from, int end) {
        boolean place = false;
        for (int at = from; at < end; at++) {
            boolean position = words.position(at) != null;
            if (!position && !words.isOf(at) && !belongsToPicture(at)) {
                return;
            }
            place |= position || words.is(Role.PICTURE, at);
        }
        if (!place) {
            return;
        }
        if (counted) {
            places.countFrom();
        }
        words.use(from, end);
        for (int at = from; at < end; at++) {
            Position position = words.position(at);
            if (position != null) {
                places.add(position, at);
            }
        }
    }

    private boolean belongsToPicture(int at) {
        return words.is(Role.DETERMINER, at)
                || words.is(Role.BESIDE, at)
                || words.is(Role.MEASURE, at)
                || words.is(Role.PICTURE, at);
    }

    /** Takes a relation to something that is known, or to the picture. */
    private void relate(Relation relation, int at, int from, int end) {
        boolean toPicture = from < end;
        for (int i = from; i < end; i++) {
            toPicture &= belongsToPicture(i);
        }
        if (toPicture) {
            relation.inPicture().ifPresent(position -> {
                places.add(position, at);
                words.use(at, end);
            });
        } else if (reference == null) {
            other(from, end).ifPresent(other -> {
                words.use(at, from);
                reference = new PromptTarget.Reference(relation, other);
            });
        }
    }

    /** The thing that a relation is to, by its name and positions alone. */
    private Optional<PromptTarget> other(int from, int end) {
        Places which = new Places(words);
        List<Integer> name = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int at = from; at < end && !words.isOf(at); at++) {
            if (words.position(at) != null) {
                positions.add(at);
            } else if (!words.is(Role.DETERMINER, at)) {
                name.add(at);
            }
        }
        Set<String> classes = words.classes(name);
        if (classes.isEmpty()) {
            return Optional.empty();
        }
        for (int at : positions) {
            Position position = words.position(at);
            if (position != null) {
                which.add(position, at);
            }
        }
        return Optional.of(new PromptTarget(classes, which.selection(), Optional.empty()));
    }
}
