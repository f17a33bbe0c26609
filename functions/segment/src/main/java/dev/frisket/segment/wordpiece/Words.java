package dev.frisket.segment.wordpiece;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BERT's normalizer and pre-tokenizer: splits text into lower-case words without accents; each punctuation mark and
 * ideograph is a word.
 *
 * <p>See {@code BertNormalizer} and {@code BertPreTokenizer} of
 * <a href="https://github.com/huggingface/tokenizers">tokenizers</a>.
 */
final class Words {
    /** The blocks that BERT calls Chinese, {first, last}: Han as of Unicode 6, without kana and hangul. */
    private static final int[][] IDEOGRAPHS = {
        {0x4E00, 0x9FFF},
        {0x3400, 0x4DBF},
        {0x20000, 0x2A6DF},
        {0x2A700, 0x2B73F},
        {0x2B740, 0x2B81F},
        {0x2B920, 0x2CEAF},
        {0xF900, 0xFAFF},
        {0x2F800, 0x2FA1F}
    };

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(clean(text), Normalizer.Form.NFD);
        plain.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(c -> {
                    if (isSpace(c)) {
                        end(word, words);
                    } else if (isPunctuation(c)) {
                        end(word, words);
                        words.add(Character.toString(c));
                    } else {
                        word.appendCodePoint(c);
                    }
                });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Removes control characters, and puts spaces around ideographs. */
    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().filter(c -> isSpace(c) || !isControl(c)).forEach(c -> {
            if (isIdeograph(c)) {
                cleaned.append(' ').appendCodePoint(c).append(' ');
            } else {
                cleaned.appendCodePoint(c);
            }
        });
        return cleaned.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
            default -> c == 0xFFFD;
        };
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        };
    }

    private static boolean isIdeograph(int c) {
        return Arrays.stream(IDEOGRAPHS).anyMatch(block -> c >= block[0] && c <= block[1]);
    }
}
