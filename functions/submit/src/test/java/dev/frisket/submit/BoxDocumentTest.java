package dev.frisket.submit;

import static dev.frisket.submit.Requests.everything;
import static dev.frisket.submit.Requests.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Document;
import dev.frisket.core.json.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares the OpenAPI document on boxes with the reader. */
class BoxDocumentTest {
    private static final Document DOCUMENT = Document.read();
    private static final JsonNode BOX = DOCUMENT.at("/components/schemas/Box");
    private static final JsonNode BOXES = DOCUMENT.at("/components/schemas/SegmentationRequest/properties/boxes");
    private static final String FRACTIONS = "must be fractions 0 to 1: x divided by the width, y by the height";
    private static final BigDecimal A_LITTLE = new BigDecimal("0.0000001");

    @Test
    void edgesAreTheSame() {
        BigDecimal least = DOCUMENT.resolve(BOX.get("items")).get("minimum").decimalValue();
        BigDecimal most = DOCUMENT.resolve(BOX.get("items")).get("maximum").decimalValue();

        assertThat(boxRefusal(box(least, most))).isEmpty();
        assertThat(boxRefusal(box(least.subtract(A_LITTLE), most)))
                .hasValueSatisfying(refusal -> assertThat(refusal).endsWith(FRACTIONS));
        assertThat(boxRefusal(box(least, most.add(A_LITTLE))))
                .hasValueSatisfying(refusal -> assertThat(refusal).endsWith(FRACTIONS));
    }

    @Test
    void aBoxHasAsManyNumbersAsDocumented() {
        assertThat(BOX.get("minItems").intValue())
                .isEqualTo(BOX.get("maxItems").intValue())
                .isEqualTo(4);
        for (String wrong : List.of("[]", "[0,0,1]", "[0,0,1,1,1]", "[0,0,1,null]", "[0,0,1,\"1\"]")) {
            assertThat(boxRefusal(wrong)).as(wrong).isPresent();
        }
    }

    @Test
    void asManyBoxesAreTakenAsDocumented() {
        int max = BOXES.get("maxItems").intValue();

        assertThat(refusal(boxes(Collections.nCopies(max, "[0,0,1,1]").toString())))
                .isEmpty();
        assertThat(refusal(boxes(Collections.nCopies(max + 1, "[0,0,1,1]").toString())))
                .isPresent();
    }

    /** The common schema of both places for a box. */
    private static Optional<String> boxRefusal(String box) {
        Optional<String> beside = refusal(everything().set("pointsBox", Json.read(box.getBytes(UTF_8))));
        assertThat(refusal(boxes("[" + box + "]")))
                .isEqualTo(beside.map(message -> message.replace("pointsBox", "each value in boxes")));
        return beside;
    }

    private static JsonNode boxes(String boxes) {
        return everything().put("method", "boxes").set("boxes", Json.read(boxes.getBytes(UTF_8)));
    }

    private static String box(BigDecimal least, BigDecimal most) {
        return List.of(least, least, most, most).stream()
                .map(BigDecimal::toPlainString)
                .toList()
                .toString();
    }
}
