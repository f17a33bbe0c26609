package dev.frisket.segment.onnx;

import dev.frisket.segment.wordpiece.WordPieces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A prompt as Grounding DINO's input: phrases in lower case, each ended by a full stop, as token ids.
 *
 * @param ids start, phrases, end; at most {@value #MAX_TOKENS}
 * @param names whether any token is a word of the vocabulary; otherwise there is nothing to look for
 */
record DinoPrompt(List<Integer> ids, boolean names) {
    /** Maximum number of tokens of the model's input. */
    static final int MAX_TOKENS = 256;

    private static final String STOP = ".";

    DinoPrompt {
        ids = List.copyOf(ids);
    }

    /** Tokenizes any text; full stops, semicolons and line ends separate phrases. Too long a text is truncated. */
    static DinoPrompt of(String text, WordPieces pieces) {
        List<Integer> phrases = pieces.encode(cleaned(text));
        int room = MAX_TOKENS - 2;
        if (phrases.size() > room) {
            phrases = new ArrayList<>(phrases.subList(0, room - 1));
            phrases.add(pieces.id(STOP));
        }
        List<Integer> ids = new ArrayList<>();
        ids.add(pieces.id(WordPieces.START));
        ids.addAll(phrases);
        ids.add(pieces.id(WordPieces.END));
        return new DinoPrompt(ids, phrases.stream().anyMatch(pieces::isWord));
    }

    static String cleaned(String text) {
        return phrases(text).stream().collect(Collectors.joining(". ", "", STOP));
    }

    /** The phrases that full stops, semicolons and line ends separate, in lower case. */
    static List<String> phrases(String text) {
        return Arrays.stream(text.split("[.;\n]", -1))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .map(phrase -> phrase.toLowerCase(Locale.ROOT))
                .toList();
    }
}
