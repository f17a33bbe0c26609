package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the programs of {@code examples/} unchanged against the API. */
class ClientsTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final Path TOP = Path.of(System.getProperty("template")).resolveSibling("");
    private static final Path EXAMPLES = TOP.resolve("examples");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private static Path folder;

    private static RunningStack stack;
    private static Path picture;

    @BeforeAll
    static void start() throws IOException {
        stack = RunningStack.start(
                new Settings(0, KEY, folder.resolve("data")),
                new StandInPacks(),
                AddressPolicy.PUBLIC_ONLY,
                Clock.systemUTC());
        picture = folder.resolve("PICTURE.JPG");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpg", picture.toFile());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({"segment.sh, bash curl jq", "segment.py, python3", "segment.mjs, node", "Segment.java, java"})
    void eachSendsAPictureInAndSavesItsMask(String program, String tools) throws Exception {
        for (String tool : tools.split(" ", -1)) {
            assumeTrue(tool.equals("java") || isInstalled(tool), () -> tool + " is not installed");
        }
        String command = tools.replaceFirst(" .*", "");
        Path mask = folder.resolve(program + ".png");
        List<String> line = List.of(
                command.equals("java") ? JAVA.toString() : command,
                EXAMPLES.resolve(program).toString(),
                picture.toString(),
                mask.toString());

        assertThat(run(line, Map.of("API", stack.address().toString(), "KEY", "frk_of_nobody_at_all")))
                .isNotZero();
        assertThat(output()).isEqualTo("a valid API key is required: Authorization: Bearer <key>");
        assertThat(mask).doesNotExist();
        try (BusyApi busy = BusyApi.before(stack.address())) {
            assertThat(run(line, Map.of("API", busy.address().toString(), "KEY", KEY.text())))
                    .as(output())
                    .isZero();
            assertThat(busy.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(output()).isEmpty();

        BufferedImage saved = ImageIO.read(mask.toFile());
        assertThat(saved.getWidth()).isEqualTo(64);
        assertThat(saved.getHeight()).isEqualTo(48);
        assertThat(saved.getRGB(32, 24) & 0xff).isEqualTo(255);
        assertThat(saved.getRGB(2, 2) & 0xff).isZero();
    }

    @Test
    void theirReadmeNamesEachProgramAndThePageOfUseShowsTheOneInPython() throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("README.md"));
        List<String> named = new ArrayList<>();
        for (File file : EXAMPLES.toFile().listFiles()) {
            if (!file.getName().equals("README.md")) {
                named.add("(" + file.getName() + ")");
            }
        }

        assertThat(named).hasSize(4);
        assertThat(readme).contains(named);
        assertThat(Files.readString(TOP.resolve("docs/use.md")))
                .contains(Files.readString(EXAMPLES.resolve("segment.py")).strip());
    }

    private static int run(List<String> line, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static String output() throws IOException {
        return Files.readString(folder.resolve("output.txt")).strip();
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }
}
