package dev.frisket.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsJsonTest {
    private static final MaskFacts CUP = new MaskFacts(
            0.964118,
            List.of(new Detected("cup", 1.0, new PixelBox(1.25, 0, 2.5, 2))),
            5,
            4,
            new PixelBox(1, 1, 3, 2),
            5,
            7);
    private static final MaskFacts BOXES = new MaskFacts(
            0.0,
            List.of(
                    new Detected(null, null, new PixelBox(0, 0, 5, 4)),
                    new Detected(null, null, new PixelBox(0.125, 1, 1, 1))),
            5,
            4,
            null,
            0,
            1);

    /** Objects like this one are stored for 8 days: what wrote them may be older than what reads them. */
    private static final String STORED = "{\"version\":1,"
            + "\"prompt\":{\"understood\":[\"cup\"],\"excluded\":[\"spoon\"],\"unknown\":[\"xyzzy\",\"\u00e9\"]},"
            + "\"masks\":[{\"score\":0.964118,\"detections\":[{\"label\":\"cup\",\"confidence\":1,\"box\":[1.25,0,2.5,2]}],"
            + "\"box\":[1,1,3,2],\"area\":5,\"size\":[4,5],\"rleBytes\":7}]}";

    @Test
    void theFactsAreStoredAsEver() {
        ArtworkFacts facts = new ArtworkFacts(
                new PromptWords(List.of("cup"), List.of("spoon"), List.of("xyzzy", "\u00e9")), List.of(CUP));

        assertThat(FactsJson.write(facts)).hasToString(STORED);
        assertThat(FactsJson.read(Json.read(STORED.getBytes(UTF_8)))).isEqualTo(facts);
    }

    @Test
    void whatIsAbsentComesBackAbsent() {
        MaskFacts nothing = new MaskFacts(null, List.of(), 1, 1, null, 0, 1);
        ArtworkFacts facts = new ArtworkFacts(null, List.of(BOXES, nothing));

        ObjectNode stored = FactsJson.write(facts);

        assertThat(stored.has("prompt")).isFalse();
        assertThat(stored.at("/masks/0/detections/0").fieldNames()).toIterable().containsExactly("box");
        assertThat(FactsJson.read(Json.read(Json.writeBytes(stored)))).isEqualTo(facts);
    }

    @Test
    void factsOfAnUnknownVersionAreNotGuessed() {
        assertThatThrownBy(() -> FactsJson.read(Json.object().put("version", 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version: 2");
    }
}
