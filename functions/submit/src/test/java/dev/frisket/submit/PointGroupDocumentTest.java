package dev.frisket.submit;

import static dev.frisket.core.Document.names;
import static dev.frisket.submit.Requests.group;
import static dev.frisket.submit.Requests.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Document;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the OpenAPI document's schema of a group of points against the reader. */
class PointGroupDocumentTest {
    private static final Document DOCUMENT = Document.read();
    private static final JsonNode GROUP = DOCUMENT.at("/components/schemas/PointGroup");
    private static final BigDecimal A_LITTLE = new BigDecimal("0.0000001");

    @Test
    void groupsOfPointsAreTheSame() {
        JsonNode points = GROUP.at("/properties/points");
        JsonNode coordinate =
                DOCUMENT.resolve(DOCUMENT.resolve(points.get("items")).get("items"));
        int max = points.get("maxItems").intValue();
        BigDecimal least = coordinate.get("minimum").decimalValue();
        BigDecimal most = coordinate.get("maximum").decimalValue();

        assertThat(names(GROUP.get("properties"))).containsExactly("points", "labels");
        assertThat(refusal(group(points(max, BigDecimal.ONE)))).isEmpty();
        assertThat(refusal(group(points(max + 1, BigDecimal.ONE)))).isPresent();
        assertThat(refusal(group(points(1, least)))).isEmpty();
        assertThat(refusal(group(points(1, most)))).isEmpty();
        assertThat(refusal(group(points(1, least.subtract(A_LITTLE))))).isPresent();
        assertThat(refusal(group(points(1, most.add(A_LITTLE))))).isPresent();
        for (String wrong : List.of("[null]", "null", "[[0.5]]", "[[0.5,0.5,0.5]]", "[[\"0\",0]]", "{}")) {
            assertThat(refusal(group("{\"points\":" + wrong + "}"))).as(wrong).isPresent();
        }
        assertThat(refusal(group("{\"points\":[[0,0]],\"colour\":1}"))).isPresent();
    }

    @Test
    void labelsAreTheSame() {
        JsonNode label = GROUP.at("/properties/labels/items");
        assertThat(label.get("format").textValue()).isEqualTo("int32");
        for (int limit : List.of(Integer.MIN_VALUE, Integer.MAX_VALUE)) {
            assertThat(refusal(group("{\"points\":[[0,0]],\"labels\":[" + limit + "]}")))
                    .isEmpty();
            assertThat(refusal(group("{\"points\":[[0,0]],\"labels\":[" + limit + "0]}")))
                    .isPresent();
        }
    }

    private static String points(int count, BigDecimal coordinate) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add("[" + coordinate.toPlainString() + ",0]");
        }
        return "{\"points\":" + pairs + "}";
    }
}
