package dev.frisket.core.artwork;

import java.util.List;

/**
 * How the words of a prompt were interpreted; each list in the prompt's order, without duplicates.
 *
 * @param understood the classes or phrases that are looked for
 * @param excluded the classes or phrases that are not to be masked
 * @param unknown the prompt's own words, in lower case, that have no effect
 */
public record PromptWords(List<String> understood, List<String> excluded, List<String> unknown) {
    public PromptWords {
        understood = List.copyOf(understood);
        excluded = List.copyOf(excluded);
        unknown = List.copyOf(unknown);
    }
}
