package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link of a Markdown page leads to an existing file or heading. */
class DocumentLinksTest {
    private static final Path TOP =
            Path.of(System.getProperty("template")).resolveSibling("").normalize();
    private static final Pattern FENCED = Pattern.compile("^ *```.*?^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*?) *$", Pattern.MULTILINE);

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(markdown(TOP, 1));
        for (String folder : List.of("docs", "examples", "models", "functions")) {
            pages.addAll(markdown(TOP.resolve(folder), Integer.MAX_VALUE));
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(deadLinks(page)).as("dead links of %s", page).isEmpty();
    }

    @Test
    void aDeadLinkAndADeadHeadingAreFound() throws IOException {
        Path page = Files.createTempFile(TOP.resolve("functions/local/target"), "links", ".md");
        try {
            Files.writeString(
                    page,
                    """
                    # One `heading`, and two
                    [here](#one-heading-and-two) [not here](#one) [no file](nothing.md) [web](https://example.com/none)
                    ```
                    [code](nothing-either.md)
                    ```
                    """);
            assertThat(deadLinks(page)).containsExactlyInAnyOrder("#one", "nothing.md");
        } finally {
            Files.delete(page);
        }
    }

    @Test
    void theReadmeLeadsToEachPageOfDocs() throws IOException {
        Set<Path> linked = new HashSet<>();
        Path readme = TOP.resolve("README.md");
        for (String link : links(readme)) {
            linked.add(readme.resolveSibling(link.replaceFirst("#.*", "")).normalize());
        }
        assertThat(linked).containsAll(markdown(TOP.resolve("docs"), 1));
    }

    private static List<Path> markdown(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains(File.separator + "target" + File.separator))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> deadLinks(Path page) throws IOException {
        Set<String> dead = new TreeSet<>();
        for (String link : links(page)) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            if (!Files.exists(target) || (parts.length == 2 && !anchors(target).contains(parts[1]))) {
                dead.add(link);
            }
        }
        return dead;
    }

    /** The targets of a page's links and pictures, except addresses on the web. */
    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** The anchors of a page's headings, as GitHub derives them. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(FENCED.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .forEach(match -> anchors.add(match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-')));
        return anchors;
    }
}
