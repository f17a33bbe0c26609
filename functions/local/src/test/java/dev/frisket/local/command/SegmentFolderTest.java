package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.PictureHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** {@code segment} with several pictures. */
class SegmentFolderTest extends SegmentRuns {
    @Test
    void aFolderIsMaskedByOneStartOfTheModels() {
        assertThat(run(photos, "--recursive", "-o", masks)).as(err.toString()).isZero();

        assertThat(out.toString().lines())
                .containsExactly(masks + "/a.png", masks + "/b.png", masks + "/sub/c.png")
                .allSatisfy(
                        file -> assertThat(ImageIO.read(Path.of(file).toFile()).getWidth())
                                .isEqualTo(64));
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("1/3 .*a\\.JPG: masked in \\d+\\.\\d s"),
                        line -> assertThat(line).startsWith("2/3 "),
                        line -> assertThat(line).startsWith("3/3 "),
                        line -> assertThat(line).matches("frisket: 3 of 3 pictures masked in \\d+\\.\\d s\\."));
        assertThat(opened).isEqualTo(1);
        assertThat(photos.resolve("a.png")).doesNotExist();
    }

    @Test
    void subfoldersAreSearchedOnlyIfAsked() throws IOException {
        assertThat(run(photos, "-o", masks)).isZero();
        assertThat(masks.resolve("sub")).doesNotExist();

        Path outer = Files.createDirectory(folder.resolve("outer"));
        assertThat(run(outer, "-o", masks)).isEqualTo(1);
        assertThat(err.toString())
                .contains(outer + ": There are no pictures in this folder; --recursive also searches its subfolders.");
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void globsAreMatchedWhereNoShellDoes() {
        assertThat(run(photos + "/*.{png,gif}", "-o", masks)).as(err.toString()).isZero();
        assertThat(out.toString().lines()).containsExactly(masks + "/b.png");

        assertThat(run(photos + "/**/*.png", "-o", masks + "/{name}-mask.webp")).isZero();
        assertThat(out.toString().lines()).containsExactly(masks + "/b-mask.webp", masks + "/sub/c-mask.webp");

        assertThat(run(photos + "/*.tif", "-o", masks)).isEqualTo(1);
        assertThat(err.toString()).contains("*.tif: No file matches this pattern.");
        assertThat(run(photos + "/[", "-o", masks)).isEqualTo(2);
        assertThat(err.toString()).contains("as a glob it has an error");
    }

    @Test
    void whatFailsDoesNotStopTheOthers() throws IOException {
        Path broken = Files.writeString(photos.resolve("a0.png"), "no picture");
        Path missing = folder.resolve("missing.png");

        assertThat(run(photos, missing, "-o", masks, "--json")).isEqualTo(1);

        List<JsonNode> lines = out.toString()
                .lines()
                .map(line -> Json.readStrictly(line.getBytes(UTF_8)))
                .toList();
        assertThat(lines)
                .extracting(line -> Path.of(line.get("picture").textValue()).getFileName() + " "
                        + line.get("status").textValue())
                .containsExactly("missing.png failed", "a.JPG succeeded", "a0.png failed", "b.png succeeded");
        assertThat(lines.get(0).get("error").textValue()).isEqualTo("There is no file " + missing + ".");
        assertThat(lines.get(1).fieldNames())
                .toIterable()
                .containsExactly("picture", "status", "parameters", "duration", "results");
        assertThat(lines.get(1).at("/parameters/imageUrl").textValue()).isEqualTo(photos + "/a.JPG");
        assertThat(err.toString().lines())
                .hasSize(3)
                .last()
                .asString()
                .matches("frisket: 2 of 4 pictures masked in .* s, 2 failed: " + missing + ", " + broken + "\\.");
        assertThat(masks).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatIsThereAlreadyIsSkippedUnlessItIsToBeOverwritten() throws IOException {
        run(photos, "-o", masks);
        draw(photos.resolve("d.png"));
        Files.setLastModifiedTime(masks.resolve("a.png"), FileTime.fromMillis(0));

        assertThat(run(photos, "-o", masks)).isZero();
        assertThat(out).hasToString(masks + "/d.png" + System.lineSeparator());
        assertThat(err.toString()).contains("1 of 3 pictures masked", "2 existing (--overwrite replaces them)");
        assertThat(Files.getLastModifiedTime(masks.resolve("a.png")).toMillis()).isZero();

        opened = 0;
        assertThat(run(photos, "-o", masks)).isZero();
        assertThat(opened).as("models of a run without work").isZero();

        assertThat(run(photos, "-o", masks, "--overwrite")).isZero();
        assertThat(Files.getLastModifiedTime(masks.resolve("a.png")).toMillis()).isPositive();

        Path one = masks.resolve("a.png");
        assertThat(run(photos.resolve("a.JPG"), "-o", one)).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo("frisket: " + one + " exists already; --overwrite replaces it." + System.lineSeparator());
        assertThat(run(photos.resolve("a.JPG"), "-o", one, "--cutout", masks.resolve("cut.png")))
                .isZero();
        assertThat(masks.resolve("cut.png"))
                .as("the mask alone is not all that was asked for")
                .exists();
    }

    @Test
    void severalMasksAppearTogether() throws IOException {
        assertThat(run(photos, "-o", masks, "--each")).isZero();
        assertThat(out.toString().lines()).hasSize(6);
        Files.delete(masks.resolve("a-0.png")); // which came last

        assertThat(run(photos, "-o", masks, "--each")).isZero();
        assertThat(out.toString().lines()).containsExactly(masks + "/a-0.png", masks + "/a-1.png", masks + "/a-2.png");
    }

    @Test
    void resultsBesideThePicturesAreNoPictures() {
        String pattern = photos + "/{name}-mask.png";
        assertThat(run(photos, "-o", pattern, "--each")).isZero();
        assertThat(run(photos, "-o", pattern, "--each")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Ignored, since they are results of other pictures: 6.", "2 existing");
    }

    @Test
    void severalJobsMakeTheSameMasks() throws IOException {
        for (int i = 0; i < 10; i++) {
            draw(photos.resolve("more" + i + ".png"));
        }
        Path other = folder.resolve("other");
        assertThat(run(photos, "-o", masks)).isZero();
        assertThat(run(photos, "-o", other, "--jobs", "4")).isZero();
        try (Stream<Path> files = Files.list(masks)) {
            assertThat(files).hasSize(12).allSatisfy(file -> assertThat(other.resolve(file.getFileName()))
                    .hasSameBinaryContentAs(file));
        }
    }

    @Test
    void addressesObeyTheRulesOfTheApi() throws IOException {
        try (PictureHost host = new PictureHost()) {
            String address = host.address().toString();
            assertThat(run(address, photos, "-o", masks)).isEqualTo(1);
            assertThat(err.toString())
                    .contains(
                            address
                                    + ": PICTURE, or a redirect of it, must be a URL address whose host is publicly routable;"
                                    + " --allow-private-hosts permits others.",
                            "2 of 3 pictures masked");
            assertThat(host.fetched()).isZero();

            assertThat(run(address, "-o", masks, "--allow-private-hosts"))
                    .as(err.toString())
                    .isZero();
            assertThat(out).hasToString(masks + "/picture.png" + System.lineSeparator());
            host.answer(404);
            assertThat(run(address, "-o", masks, "--allow-private-hosts", "--overwrite"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("frisket: ")
                    .contains("PICTURE")
                    .doesNotContain("imageUrl");
        }
    }

    @Test
    void aTerminalShowsABarWithRateAndTimeLeft() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        SegmentProgress progress =
                SegmentProgress.bar(new PrintWriter(err, true), new PrintStream(terminal, true, UTF_8), 4);
        progress.done("a");
        progress.failed("b: It broke.");
        progress.close();
        progress.print("summary");

        assertThat(terminal.toString(UTF_8)).containsPattern("50% \\[.*] 2/4 pictures \\(.* / .*\\) .*pictures/s");
        assertThat(err).hasToString("\r\u001B[Kfrisket: b: It broke.%nsummary%n".formatted());
    }
}
