package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import org.junit.jupiter.api.Test;

/** The details that {@code segment} prints about its masks. */
class SegmentDetailsTest extends SegmentRuns {
    @Test
    void theDetailsAreTheFactsOfEachMask() {
        String[] words = {picture, "--text", "bar dot not square", "-o", mask, "--each", "--details"};
        assertThat(command(words)).isZero();

        JsonNode report = Json.readStrictly(out.toString().getBytes(UTF_8));
        assertThat(report.fieldNames()).toIterable().containsExactly("prompt", "masks");
        assertThat(report.get("prompt"))
                .hasToString("{\"understood\":[\"bar\",\"dot\"],\"excluded\":[\"square\"],\"unknown\":[]}");
        assertThat(report.get("masks")).hasSize(2);
        JsonNode bar = report.at("/masks/0");
        assertThat(bar.get("file").textValue()).isEqualTo(mask.replace("mask.", "mask-0."));
        assertThat(bar.get("score").doubleValue()).isEqualTo(0.9);
        assertThat(bar.get("detections")).hasToString("[{\"label\":\"bar\",\"confidence\":0.9,\"box\":[0,0,12.8,48]}]");
        assertThat(bar.get("box")).hasToString("[0,0,13,48]");
        assertThat(bar.get("area").intValue()).isEqualTo(13 * 48);
        assertThat(bar.get("size")).hasToString("[48,64]");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wordsThatAreNotUnderstoodAndNothingFoundAreSaidOnStandardError() {
        assertThat(command(picture, "--text", "bar xyzzy", "-o", mask)).isZero();
        assertThat(err).hasToString("frisket: Not understood: xyzzy." + System.lineSeparator());
        assertThat(out).hasToString(mask + System.lineSeparator());

        assertThat(command(picture, "--text", "xyzzy", "-o", mask, "--overwrite"))
                .isZero();
        assertThat(err.toString()).contains("Not understood: xyzzy.", "Nothing was looked for, so the mask is empty.");

        assertThat(command(
                        picture,
                        "--text",
                        "dot",
                        "--confidence",
                        "0.8",
                        "-o",
                        mask,
                        "--json",
                        "--details",
                        "--overwrite"))
                .isZero();
        assertThat(err.toString()).contains("Nothing was found, so the mask is empty; looked for: dot.");
        assertThat(Json.readStrictly(out.toString().getBytes(UTF_8)).fieldNames())
                .toIterable()
                .containsExactly("parameters", "duration", "results", "prompt", "masks");
    }
}
