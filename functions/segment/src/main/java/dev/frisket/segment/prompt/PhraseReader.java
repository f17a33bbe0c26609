package dev.frisket.segment.prompt;

import java.util.List;
import java.util.Set;

/**
 * Reads the words for one thing.
 *
 * <p>A thing is named by its last words before its description: a "hot dog stand on wheels" is neither hot dog nor
 * dog but a stand, which no class is. Of these words the longest compound counts that the vocabulary has. A description
 * begins at a preposition ("on"), a relative word ("that"), a relation ("next to"), and after a class also at an article
 * or a verb. Of descriptions, places and relations count; all other words are reported.
 */
final class PhraseReader {
    private final Vocabulary vocabulary;
    private final Grammar grammar;

    PhraseReader(Vocabulary vocabulary, Grammar grammar) {
        this.vocabulary = vocabulary;
        this.grammar = grammar;
    }

    /** Reads words in lower case, at least one. */
    Phrase read(List<String> words) {
        PhraseWords reading = new PhraseWords(words, vocabulary, grammar);
        ThingName name = ThingName.read(reading);
        Description description = Description.read(reading, name);
        return phrase(reading, name, description);
    }

    private Phrase phrase(PhraseWords words, ThingName name, Description description) {
        Set<String> classes = name.isEmpty() && name.saysAll() ? Set.copyOf(vocabulary.classes()) : name.classes();
        Selection selection = name.places().selection();
        return new Phrase(
                head(name, classes, description),
                classes,
                selection,
                description.reference(),
                words.unused(),
                words.content());
    }

    private static Phrase.Head head(ThingName name, Set<String> classes, Description description) {
        if (!classes.isEmpty()) {
            return Phrase.Head.THING;
        }
        if (name.isPronoun()) {
            name.usePronoun();
            return Phrase.Head.PRONOUN;
        }
        boolean place = name.places().hasPosition() || description.reference().isPresent();
        return name.isEmpty() && place ? Phrase.Head.PLACE : Phrase.Head.NOTHING;
    }
}
