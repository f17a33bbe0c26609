package dev.frisket.segment.wordpiece;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BERT's WordPiece tokenizer: each word is split greedily into the longest pieces of the vocabulary, from its
 * beginning.
 *
 * <p>It produces the tokens of the reference for all characters in the reference's tables (Unicode 8); a newer one may be
 * dropped here, or end a word, where the reference would make the word unknown.
 */
public final class WordPieces {
    /** Replaces a word that can't be composed from the vocabulary. */
    public static final String UNKNOWN = "[UNK]";

    /** Begins every text. */
    public static final String START = "[CLS]";

    /** Ends every text. */
    public static final String END = "[SEP]";

    private static final String INNER = "##";

    /** Maximum length of a known word, code points. */
    private static final int MAX_WORD = 100;

    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Integer, String> pieces = new HashMap<>();

    private WordPieces(JsonNode vocabulary) {
        vocabulary.properties().forEach(entry -> {
            ids.put(entry.getKey(), entry.getValue().asInt());
            pieces.put(entry.getValue().asInt(), entry.getKey());
        });
    }

    /**
     * Parses a {@code tokenizer.json}.
     *
     * @throws IllegalArgumentException if it is invalid, or has other rules than BERT's for lower-case text
     */
    public static WordPieces parse(byte[] json) {
        try {
            JsonNode root = new ObjectMapper().readTree(json);
            require(root, "/model/type", "WordPiece");
            require(root, "/model/unk_token", UNKNOWN);
            require(root, "/model/continuing_subword_prefix", INNER);
            require(root, "/model/max_input_chars_per_word", Integer.toString(MAX_WORD));
            require(root, "/normalizer/type", "BertNormalizer");
            require(root, "/normalizer/lowercase", "true");
            require(root, "/pre_tokenizer/type", "BertPreTokenizer");
            WordPieces read = new WordPieces(root.at("/model/vocab"));
            for (String special : List.of(UNKNOWN, START, END)) {
                read.id(special);
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void require(JsonNode root, String property, String value) {
        if (!root.at(property).asText().equals(value)) {
            throw new IllegalArgumentException("%s must be %s, was %s".formatted(property, value, root.at(property)));
        }
    }

    /**
     * The id of a piece.
     *
     * @throws IllegalArgumentException if the vocabulary lacks it
     */
    public int id(String piece) {
        Integer id = ids.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    /** The ids of a text's pieces, without start and end; accepts any text. */
    public List<Integer> encode(String text) {
        List<Integer> encoded = new ArrayList<>();
        Words.of(text).forEach(word -> add(word, encoded));
        return encoded;
    }

    private void add(String word, List<Integer> encoded) {
        List<Integer> found = new ArrayList<>();
        int length = word.length();
        for (int start = 0; start < length; ) {
            int end = length;
            Integer id = null;
            while (end > start && (id = ids.get((start == 0 ? "" : INNER) + word.substring(start, end))) == null) {
                end = word.offsetByCodePoints(end, -1);
            }
            if (id == null || word.codePointCount(0, length) > MAX_WORD) {
                encoded.add(id(UNKNOWN));
                return;
            }
            found.add(id);
            start = end;
        }
        encoded.addAll(found);
    }

    /** Joins pieces to a text: inner pieces follow without a space, and so do punctuation marks. */
    public String decode(List<Integer> encoded) {
        StringBuilder text = new StringBuilder();
        for (int id : encoded) {
            String piece = pieces.getOrDefault(id, UNKNOWN);
            if (!text.isEmpty() && piece.startsWith(INNER)) {
                text.append(piece, INNER.length(), piece.length());
            } else {
                text.append(text.isEmpty() ? "" : " ").append(piece);
            }
        }
        return text.toString()
                .replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m")
                .replace(" 's", "'s")
                .replace(" 've", "'ve")
                .replace(" 're", "'re");
    }

    /** Whether the piece is a word or part of one, not a punctuation mark, an unknown word, a start or an end. */
    public boolean isWord(int id) {
        String piece = pieces.getOrDefault(id, UNKNOWN);
        return !piece.startsWith("[") && piece.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
