package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README shows the receivers that are tested, and no others. */
class ReadmeTest {
    private static final Path TOP = Path.of(System.getProperty("template")).resolveSibling("README.md");
    private static final Path TESTS = Path.of("src", "test");

    @Test
    void theReceiversOfTheReadmeAreTheTestedOnes() throws IOException {
        String readme = Files.readString(TOP);

        assertThat(readme)
                .contains(Files.readString(TESTS.resolve("resources/receiver/verify.py"))
                        .strip())
                .contains(Files.readString(TESTS.resolve("resources/receiver/verify.mjs"))
                        .strip())
                .contains(javaMethod());
    }

    private static String javaMethod() throws IOException {
        String source = Files.readString(TESTS.resolve("java/dev/frisket/notify/ReceiverExample.java"));
        return source.substring(source.indexOf("    static boolean verify("), source.lastIndexOf('}'))
                .strip()
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n"));
    }
}
