package dev.frisket.local.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.segment.picture.PictureDecoder;
import dev.frisket.segment.picture.PictureException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The playground shows the same message for a chosen file, by the tables of formats.js, as the worker. */
class ChosenFileTest {
    private static final Path RESOURCES = Path.of(System.getProperty("golden")).resolveSibling("");
    private static final Pattern ROW = Pattern.compile("^  \\[/\\^(.*)/s, \"(.*)\"],$", Pattern.MULTILINE);
    /** TIFF files, which only many bytes distinguish from pictures. */
    private static final List<String> TOLD_BY_WORKER = List.of("camera.dng", "camera.nef", "camera.arw", "camera.pef");

    private final Map<Pattern, String> rows = new LinkedHashMap<>();

    ChosenFileTest() throws IOException {
        ROW.matcher(page("formats.js"))
                .results()
                .forEach(row -> rows.put(Pattern.compile(row.group(1), Pattern.DOTALL), row.group(2)));
    }

    @Test
    void eachFileThatIsNotReadIsRefusedInTheWorkersWords() throws Exception {
        TreeSet<String> messages = new TreeSet<>();
        for (Path file : files("unread")) {
            if (!TOLD_BY_WORKER.contains(file.getFileName().toString())) {
                assertThat(shown(file)).as(file.toString()).contains(worker(file));
                messages.add(worker(file));
            }
        }
        assertThat(rows.values().stream().filter(text -> !text.startsWith("image/")))
                .as("sentences, none of them stale")
                .containsExactlyInAnyOrderElementsOf(messages);
    }

    @Test
    void eachFileThatIsReadIsSentUnderItsMediaType() throws Exception {
        Map<String, String> types = Map.of(
                "jpg",
                "image/jpeg",
                "png",
                "image/png",
                "webp",
                "image/webp",
                "gif",
                "image/gif",
                "bmp",
                "image/bmp",
                "tif",
                "image/tiff");
        for (Path file : files("pictures")) {
            String extension = file.toString().replaceFirst(".*\\.", "");
            if (types.containsKey(extension)) {
                assertThat(shown(file)).as(file.toString()).contains(types.get(extension));
            }
        }
        assertThat(PictureLimits.CONTENT_TYPES).containsAll(types.values());
    }

    @Test
    void theChoiceOfFilesNamesTheTypesThatAreRead() throws Exception {
        List<String> types =
                rows.values().stream().filter(text -> text.startsWith("image/")).toList();
        assertThat(types).hasSize(6);
        assertThat(page("index.html")).contains("accept=\"" + String.join(",", types) + "\"");
        assertThat(page("picture.js")).contains("const type = await mediaType(file);");
    }

    private Optional<String> shown(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(4096), ISO_8859_1);
            // Those that are not read come first on the page.
            return Stream.of(false, true)
                    .flatMap(read -> rows.entrySet().stream()
                            .filter(row -> row.getValue().startsWith("image/") == read))
                    .filter(row -> row.getKey()
                            .matcher(
                                    row.getKey().pattern().contains("svg")
                                            ? start.replaceAll("(?s)<!--.*?-->", "")
                                            : start)
                            .lookingAt())
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private static String worker(Path file) throws IOException {
        try {
            PictureDecoder.decode(Files.readAllBytes(file));
            return "decoded";
        } catch (PictureException e) {
            return e.sentence();
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> !file.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    private static String page(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
