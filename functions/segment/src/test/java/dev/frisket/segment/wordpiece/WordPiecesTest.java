package dev.frisket.segment.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPiecesTest {
    private static final byte[] JSON = tokenizer();
    private static final WordPieces PIECES = WordPieces.parse(JSON);

    @Test
    void textsOfManyScriptsHaveTheTokensOfTheReference() throws IOException {
        JsonNode texts = new ObjectMapper().readTree(new GZIPInputStream(open("tokens.json.gz")));
        assertThat(texts).hasSizeGreaterThan(3000);
        for (JsonNode pair : texts) {
            String text = pair.get(0).asText();
            List<Integer> expected = new ArrayList<>();
            pair.get(1).forEach(id -> expected.add(id.asInt()));

            assertThat(PIECES.encode(text)).as(text).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a red cup.,          a red cup.",
        "Straw-berries!,      straw - berries!",
        "the cat's paw,       the cat's paw",
        "Café,                cafe",
        "🐶 dog,              [UNK] dog"
    })
    void tokensAreReadBackAsWords(String text, String words) {
        assertThat(PIECES.decode(PIECES.encode(text))).isEqualTo(words);
    }

    @Test
    void wordsAreToldFromMarksAndFromWhatIsUnknown() {
        assertThat(PIECES.encode("cat 7 berries")).allMatch(PIECES::isWord);
        assertThat(PIECES.encode("🐶 . - ?")).noneMatch(PIECES::isWord);
    }

    @Property
    void anyTextHasTokens(@ForAll String text) {
        assertThat(PIECES.encode(text)).doesNotContainNull().hasSizeLessThanOrEqualTo(4 * text.length());
    }

    @ParameterizedTest
    @CsvSource({"\"lowercase\": true, \"lowercase\": false", "WordPiece, BPE", "[CLS], [cls]", "{, ["})
    void aTokenizerOfOtherRulesIsRefused(String part, String other) {
        String altered = new String(JSON, StandardCharsets.UTF_8).replace(part, other);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> WordPieces.parse(altered.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] tokenizer() {
        try (InputStream in = open("twin/tokenizer.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(WordPiecesTest.class.getResourceAsStream("/grounding-dino/" + name));
    }
}
