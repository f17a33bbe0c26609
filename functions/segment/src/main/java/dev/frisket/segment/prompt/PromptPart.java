package dev.frisket.segment.prompt;

import java.util.List;

/**
 * The words of a prompt for one thing.
 *
 * @param words in lower case, without those that part things; at least one
 * @param excluded whether the thing must not be masked
 * @param parting what parts it from the words before
 */
public record PromptPart(List<String> words, boolean excluded, Parting parting) {
    public PromptPart {
        words = List.copyOf(words);
    }

    /** What stands between two things; the later of these parts more. */
    enum Parting {
        WORD,
        COMMA,
        STOP;

        boolean isWord() {
            return switch (this) {
                case WORD -> true;
                case COMMA, STOP -> false;
            };
        }

        boolean isComma() {
            return switch (this) {
                case COMMA -> true;
                case WORD, STOP -> false;
            };
        }

        boolean isStop() {
            return switch (this) {
                case STOP -> true;
                case WORD, COMMA -> false;
            };
        }
    }
}
