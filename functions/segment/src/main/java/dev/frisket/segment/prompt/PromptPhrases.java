package dev.frisket.segment.prompt;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A prompt as phrases for a detector that reads words itself.
 *
 * @param wanted phrases to look for; none of them is excluded too
 * @param excluded phrases that must not be masked
 * @param excludes whether the prompt excludes anything; if not, it may as well be read as it was sent
 */
public record PromptPhrases(List<String> wanted, List<String> excluded, boolean excludes) {
    private static final PromptSplitter SPLITTER = PromptSplitter.english();
    private static final Set<String> ARTICLES = Set.of("a", "an", "the", "any", "all");

    public PromptPhrases {
        wanted = List.copyOf(wanted);
        excluded = List.copyOf(excluded);
    }

    /** Reads any text. */
    public static PromptPhrases of(String prompt) {
        List<PromptPart> parts = SPLITTER.split(prompt);
        List<String> excluded = phrases(parts, /* excluded= */ true);
        Set<String> never = new HashSet<>(excluded);
        List<String> wanted = phrases(parts, /* excluded= */ false).stream()
                .filter(phrase -> !never.contains(phrase))
                .toList();
        return new PromptPhrases(wanted, excluded, !excluded.isEmpty());
    }

    private static List<String> phrases(List<PromptPart> parts, boolean excluded) {
        return parts.stream()
                .filter(part -> part.excluded() == excluded)
                .map(PromptPhrases::phrase)
                .filter(phrase -> !phrase.isEmpty())
                .distinct()
                .toList();
    }

    private static String phrase(PromptPart part) {
        List<String> words = part.words().stream().dropWhile(ARTICLES::contains).toList();
        return String.join(" ", words).replace(" " + Grammar.POSSESSIVE, Grammar.POSSESSIVE);
    }
}
