package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.packs.Capability;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.picture.SourceImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedRunTest {
    private static final int EXIT_CODE = 7;

    @TempDir
    private Path folder;

    @Test
    void aProcessThatEndsWhileTheModelRunsDoesNotCrash() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dmodels=" + Path.of(System.getProperty("models")).toAbsolutePath(),
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        EndsWhileTheModelRuns.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(EXIT_CODE);
    }

    private static String absolute(String classPath) {
        return String.join(
                System.getProperty("path.separator"),
                List.of(classPath.split(System.getProperty("path.separator"), -1)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** Encodes one picture after another, and exits during an encoding. */
    static final class EndsWhileTheModelRuns {
        private EndsWhileTheModelRuns() {}

        public static void main(String[] arguments) throws InterruptedException {
            MaskModel model = OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny"), 2)
                    .find(Capability.POINTS, MaskModel.class)
                    .orElseThrow();
            model.load();
            SourceImage grey = new SourceImage(64, 48, new byte[64 * 48 * 3]);
            Thread encoding = new Thread(() -> {
                while (true) {
                    model.encode(grey);
                }
            });
            encoding.setDaemon(true);
            encoding.start();
            Thread.sleep(1000);
            System.exit(encoding.isAlive() ? EXIT_CODE : 1);
        }
    }
}
