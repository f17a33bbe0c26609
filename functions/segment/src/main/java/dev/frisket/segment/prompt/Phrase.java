package dev.frisket.segment.prompt;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The meaning of one part of a prompt.
 *
 * @param head what they name
 * @param classes of the thing; empty unless the head names a thing
 * @param selection which of the things
 * @param reference where they are, seen from another thing
 * @param unknown words that change nothing, in their order, if the selection is made use of
 * @param content all words but function words, in their order
 */
record Phrase(
        Head head,
        Set<String> classes,
        Selection selection,
        Optional<PromptTarget.Reference> reference,
        List<String> unknown,
        List<String> content) {

    /** What the words of a part can name. */
    enum Head {
        /** Things of some classes. */
        THING,
        /** "One", "ones": what was named before. */
        PRONOUN,
        /** No thing, only which one or where: "on the left". */
        PLACE,
        /** Nothing that is known. */
        NOTHING
    }

    /** The thing that the words describe. */
    PromptTarget target() {
        return target(classes);
    }

    /** The thing that the words describe, with other classes. */
    PromptTarget target(Set<String> others) {
        return new PromptTarget(others, selection, reference);
    }
}
