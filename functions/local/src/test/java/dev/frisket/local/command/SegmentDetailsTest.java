package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The details that {@code segment} prints about its masks. */
class SegmentDetailsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private String picture;
    private String mask;

    @BeforeEach
    void drawAPicture() throws IOException {
        Path file = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        picture = file.toString();
        mask = folder.resolve("mask.png").toString();
    }

    @Test
    void theDetailsAreTheFactsOfEachMask() {
        String[] words = {picture, "--text", "bar dot not square", "-o", mask, "--each", "--details"};
        assertThat(run(words)).isZero();

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
        assertThat(run(picture, "--text", "bar xyzzy", "-o", mask)).isZero();
        assertThat(err).hasToString("frisket: Not understood: xyzzy." + System.lineSeparator());
        assertThat(out).hasToString(mask + System.lineSeparator());

        assertThat(run(picture, "--text", "xyzzy", "-o", mask, "--overwrite")).isZero();
        assertThat(err.toString()).contains("Not understood: xyzzy.", "Nothing was looked for, so the mask is empty.");

        assertThat(run(
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

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Frisket.reportingFailures(new CommandLine(new SegmentCommand(names -> new StandInPacks())));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
