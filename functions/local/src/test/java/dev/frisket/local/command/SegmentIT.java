package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.segment.onnx.GoldenPoints;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users type it, with the real model and a golden case. */
class SegmentIT {
    @Test
    void aFileInTheGoldenMaskOut(@TempDir Path folder) throws Exception {
        Path mask = folder.resolve("mask.png");
        Path picture = Path.of(System.getProperty("golden"), "images", "astronaut.png");

        try (FrisketProcess segment = FrisketProcess.start(
                Map.of(), "segment", picture.toString(), "--point", "0.44,0.27", "-o", mask.toString(), "--json")) {
            assertThat(segment.exitCode()).as(segment.err()).isZero();
            JsonNode report = Json.readStrictly(segment.out().getBytes(UTF_8));
            assertThat(report.get("results")).hasToString("[\"" + mask + "\"]");
            assertThat(report.get("duration").doubleValue()).isPositive();
        }

        assertThat(GoldenPoints.iou(GoldenPoints.mask(mask.toString()), GoldenPoints.mask("points/out/p01_0.png")))
                .isGreaterThanOrEqualTo(0.98);
    }
}
