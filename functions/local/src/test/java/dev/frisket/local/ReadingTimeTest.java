package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents stay short enough to be read. */
class ReadingTimeTest {
    private static final Path TOP =
            Path.of(System.getProperty("template")).resolveSibling("").normalize();

    private static final int MAX_LINES_OF_README = 150;

    /** Ten minutes of reading. */
    private static final int MAX_WORDS = 2_000;

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(
                            docs.filter(file -> file.toString().endsWith(".md")),
                            Stream.of("README.md", "CONTRIBUTING.md", "models/README.md", "examples/README.md")
                                    .map(TOP::resolve))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsReadInLessThanTenMinutes(Path page) throws IOException {
        assertThat(Files.readString(page).strip().split("\\s+")).hasSizeBetween(50, MAX_WORDS);
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(Files.readAllLines(TOP.resolve("README.md"))).hasSizeLessThanOrEqualTo(MAX_LINES_OF_README);
    }
}
