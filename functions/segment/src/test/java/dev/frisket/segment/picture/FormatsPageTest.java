package dev.frisket.segment.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.PictureLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares docs/formats.md with what is read and what is refused. */
class FormatsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("template")).resolveSibling("docs/formats.md");

    private final String page;

    FormatsPageTest() throws IOException {
        page = Files.readString(PAGE);
    }

    @Test
    void eachFormThatIsReadNamesATestPictureOfItsFormat() throws Exception {
        List<MatchResult> rows = rows("(\\w+) \\| [^|]+ \\| `([^`]+)`");
        assertThat(rows.stream().map(row -> row.group(1)).distinct())
                .containsExactlyElementsOf(Arrays.stream(PictureFormat.values())
                        .map(PictureFormat::toString)
                        .toList());
        for (MatchResult row : rows) {
            assertThat(Pictures.names()).contains(row.group(2));
            assertThat(PictureFormat.of(Pictures.bytes(row.group(2))).orElseThrow())
                    .hasToString(row.group(1));
        }
    }

    @Test
    void eachFormatThatIsNamedStandsThereWithItsWayOut() {
        assertThat(rows("([^|`]+) \\| ([^|`]+)").stream()
                        .filter(row -> !row.group(1).equals("what it is"))
                        .map(row ->
                                "The picture is " + row.group(1) + ", which is not read here; " + row.group(2) + "."))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(UnreadFormat.values())
                        .map(format -> format.refusal().sentence())
                        .toList());
    }

    @Test
    void theLimitsAndTheMediaTypesAreThoseOfTheCode() {
        assertThat(page)
                .contains(PictureLimits.MAX_BYTES / 1_000_000 + " MB")
                .contains(PictureDecoder.MAX_PIXELS / 1_000_000 + " megapixels");
        assertThat(Pattern.compile("`(image/[^`]+)`").matcher(page).results().map(type -> type.group(1)))
                .containsExactlyElementsOf(PictureLimits.CONTENT_TYPES);
    }

    private List<MatchResult> rows(String form) {
        return Pattern.compile("^\\| " + form + " \\|$", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .toList();
    }
}
