package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.segment.onnx.GoldenPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users type it, with the real model and a golden case. */
class SegmentIT {
    private static final Path JAR = Path.of("target", "frisket.jar");
    private static final long PATIENCE_SECONDS = 300;
    private static final Path PICTURE = Path.of(System.getProperty("golden"), "images", "astronaut.png");
    private static final String ODD_NAME = "$(printf 'b\\351\\377.png')";

    @Test
    void aFileInTheGoldenMaskOut(@TempDir Path folder) throws Exception {
        Path mask = folder.resolve("mask.png");

        try (FrisketProcess segment = FrisketProcess.start(
                Map.of(), "segment", PICTURE.toString(), "--point", "0.44,0.27", "-o", mask.toString(), "--json")) {
            assertThat(segment.exitCode()).as(segment.err()).isZero();
            JsonNode report = Json.readStrictly(segment.out().getBytes(UTF_8));
            assertThat(report.get("results")).hasToString("[\"" + mask + "\"]");
            assertThat(report.get("duration").doubleValue()).isPositive();
        }

        assertThat(GoldenPoints.iou(GoldenPoints.mask(mask.toString()), GoldenPoints.mask("points/out/p01_0.png")))
                .isGreaterThanOrEqualTo(0.98);
    }

    @Test
    void aNameOfAnyBytesIsUnderstoodInAnyLocale(@TempDir Path folder) throws Exception {
        shell(folder, "cp " + PICTURE.toAbsolutePath() + " \"" + ODD_NAME + "\"");
        String segment = "LC_ALL=C exec java -jar " + JAR.toAbsolutePath() + " segment --point 0.44,0.27";

        assertThat(shell(folder, segment + " \"" + ODD_NAME + "\" nothing.png -o masks"))
                .isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err")))
                .contains("1 of 2 pictures masked", "nothing.png: There is no file nothing.png.")
                .doesNotContain("Exception", "\tat ");
        assertThat(folder.resolve("masks/b__.png")).isNotEmptyFile();

        assertThat(shell(folder, segment + " nothing.png -o \"" + ODD_NAME + "\""))
                .isEqualTo(2);
        assertThat(Files.readString(folder.resolve("err")))
                .startsWith("frisket: not a valid file name here: ")
                .contains("LC_ALL=C.UTF-8")
                .hasLineCount(1);
    }

    @Test
    void theJarWithoutItsLibrariesEndsWithOneSentence(@TempDir Path folder) throws Exception {
        Files.copy(JAR, folder.resolve("frisket.jar"));
        assertThat(shell(folder, "exec java -jar frisket.jar segment a.png")).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("err")))
                .startsWith(
                        "frisket: A library of this program can't be found: keep the folder lib next to frisket.jar")
                .hasLineCount(1);
    }

    private static int shell(Path folder, String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(List.of("sh", "-c", command))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            assertThat(shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return shell.exitValue();
        } finally {
            shell.destroyForcibly();
        }
    }
}
