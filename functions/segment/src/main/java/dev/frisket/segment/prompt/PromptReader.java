package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Grammar.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a prompt asks for, by a small grammar of English.
 *
 * <p>A prompt is one thing or several, parted by punctuation, "and" or "except"; {@link PhraseReader} reads each. A part
 * that is only a place ("man, left"; "the left and the right dog") belongs to the thing before it, else to the next. The
 * work grows with the prompt's length only, so any text may be read.
 */
public final class PromptReader {
    private final Grammar grammar = Grammar.english();
    private final PromptSplitter splitter;
    private final PhraseReader phrases;
    private final Set<String> everything;

    public PromptReader(Vocabulary vocabulary) {
        splitter = new PromptSplitter(grammar);
        phrases = new PhraseReader(vocabulary, grammar);
        everything = Set.copyOf(vocabulary.classes());
    }

    /** What is asked for and excluded in the vocabulary's classes; nothing for any other text. */
    public ParsedPrompt read(String prompt) {
        Reading reading = new Reading();
        List<PromptPart> parts = splitter.split(prompt);
        for (int i = 0; i < parts.size(); i++) {
            boolean goesOn = i + 1 < parts.size() && parts.get(i + 1).parting().isWord();
            reading.add(parts.get(i), phrases.read(parts.get(i).words()), goesOn);
        }
        return reading.result();
    }

    /** One prompt, part after part. */
    private final class Reading {
        private final List<PromptTarget> targets = new ArrayList<>();
        private final List<PromptTarget> excluded = new ArrayList<>();
        private final Set<String> unknown = new LinkedHashSet<>();
        private final List<Phrase> waiting = new ArrayList<>();
        private @Nullable List<PromptTarget> latest;

        /** @param goesOn whether a word like "and" leads on to the next part */
        void add(PromptPart part, Phrase phrase, boolean goesOn) {
            if (part.parting().isStop()) {
                giveUpWaiting();
            }
            List<PromptTarget> list = part.excluded() ? excluded : targets;
            Runnable step =
                    switch (phrase.head()) {
                        case THING -> () -> put(list, phrase, phrase.target());
                        case PRONOUN -> () -> putAnother(list, phrase);
                        case PLACE -> () -> putPlace(part, phrase, list, goesOn);
                        case NOTHING -> () -> unknown.addAll(phrase.content());
                    };
            step.run();
        }

        private void putPlace(PromptPart part, Phrase phrase, List<PromptTarget> list, boolean goesOn) {
            boolean first = latest == null || part.parting().isStop();
            if (first && phrase.reference().isPresent()) {
                put(list, phrase, phrase.target(everything));
            } else if (first || (goesOn && standsBeforeThing(part))) {
                waiting.add(phrase);
            } else {
                place(part, phrase, list);
            }
        }

        /** Whether the words could stand before a thing, as "the left" could, but "on the left" could not. */
        private boolean standsBeforeThing(PromptPart part) {
            return part.words().stream().noneMatch(word -> grammar.is(Role.PREPOSITION, word));
        }

        /** "One" is what was named last; "the left one" alone may be anything, "the red one" nothing. */
        private void putAnother(List<PromptTarget> list, Phrase phrase) {
            if (latest != null) {
                put(list, phrase, phrase.target(last(latest).classes()));
            } else if (phrase.target(everything).meansAll()) {
                unknown.addAll(phrase.content());
            } else {
                put(list, phrase, phrase.target(everything));
            }
        }

        private void put(List<PromptTarget> list, Phrase phrase, PromptTarget target) {
            PromptTarget put = target;
            for (Phrase place : waiting) {
                unknown.addAll(place.unknown());
                if (put.meansAll() && waiting.size() == 1) {
                    put = place.target(put.classes());
                } else {
                    list.add(place.target(target.classes()));
                }
            }
            waiting.clear();
            unknown.addAll(phrase.unknown());
            list.add(put);
            latest = list;
        }

        /** A place after a thing is the thing's; after "and" it is another thing of the same kind. */
        private void place(PromptPart part, Phrase phrase, List<PromptTarget> list) {
            unknown.addAll(phrase.unknown());
            PromptTarget before = last(Objects.requireNonNull(latest));
            boolean another = part.parting().isWord()
                    || list != latest
                    || before.selection().contradicts(phrase.selection())
                    || (before.reference().isPresent() && phrase.reference().isPresent());
            if (another) {
                list.add(phrase.target(before.classes()));
                latest = list;
            } else {
                list.set(
                        list.size() - 1,
                        new PromptTarget(
                                before.classes(),
                                before.selection().and(phrase.selection()),
                                before.reference().or(phrase::reference)));
            }
        }

        private void giveUpWaiting() {
            for (Phrase place : waiting) {
                unknown.addAll(place.content());
            }
            waiting.clear();
        }

        /** What is excluded as a whole is asked for no more. */
        ParsedPrompt result() {
            giveUpWaiting();
            Set<String> never = excluded.stream()
                    .filter(PromptTarget::meansAll)
                    .flatMap(target -> target.classes().stream())
                    .collect(Collectors.toSet());
            List<PromptTarget> left = targets.stream()
                    .map(target -> target.within(without(target.classes(), never)))
                    .filter(target -> !target.classes().isEmpty())
                    .distinct()
                    .toList();
            return new ParsedPrompt(left, excluded.stream().distinct().toList(), List.copyOf(unknown));
        }
    }

    private static Set<String> without(Set<String> classes, Set<String> others) {
        Set<String> left = new HashSet<>(classes);
        left.removeAll(others);
        return left;
    }

    private static PromptTarget last(List<PromptTarget> list) {
        return list.get(list.size() - 1);
    }
}
