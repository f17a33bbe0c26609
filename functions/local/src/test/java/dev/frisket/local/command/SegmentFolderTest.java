package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.PictureHost;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code segment} with several pictures. */
class SegmentFolderTest {
    private static final System.Logger LOG = System.getLogger("dev.frisket.segment.Decoder");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int opened;

    @TempDir
    private Path folder;

    private Path photos;
    private Path masks;

    @BeforeEach
    void drawPictures() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        Files.createDirectory(photos.resolve("sub"));
        for (String name : List.of("b.png", "a.JPG", "sub/c.png")) {
            draw(photos.resolve(name));
        }
        Files.writeString(photos.resolve("notes.txt"), "no picture");
        Files.writeString(photos.resolve(".hidden.png"), "no picture");
        masks = folder.resolve("masks");
    }

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
        assertThat(err.toString()).contains("1 of 3 pictures masked", "2 there already (--overwrite makes them anew)");
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
                .isEqualTo(
                        "frisket: " + one + " is there already; --overwrite makes it anew." + System.lineSeparator());
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
        assertThat(err.toString()).contains("Left out, being results of other pictures: 6.", "2 there already");
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
        progress.say("summary");

        assertThat(terminal.toString(UTF_8)).containsPattern("50% \\[.*] 2/4 pictures \\(.* / .*\\) .*pictures/s");
        assertThat(err).hasToString("\r\u001B[Kfrisket: b: It broke.%nsummary%n".formatted());
    }

    @Test
    void aMaskGoesToStandardOutput() throws IOException {
        InputStream in = System.in;
        PrintStream before = System.out;
        ByteArrayOutputStream piped = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(photos.resolve("b.png"))));
        System.setOut(new PrintStream(piped, true, UTF_8));
        try {
            assertThat(run("-", "-o", "-", "--cutout", folder.resolve("cut.png")))
                    .as(err.toString())
                    .isZero();
        } finally {
            System.setIn(in);
            System.setOut(before);
        }
        assertThat(folder.resolve("cut.png")).isNotEmptyFile();
        assertThat(ImageIO.read(new ByteArrayInputStream(piped.toByteArray())).getWidth())
                .isEqualTo(64);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theLogForOperatorsIsNotShown() {
        PrintStream before = System.err;
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        System.setErr(new PrintStream(shown, true, UTF_8));
        try {
            assertThat(run(photos, "-o", masks)).isZero();
            assertThat(shown.toString(UTF_8)).isEmpty();
            LOG.log(Level.WARNING, "after the command");
        } finally {
            System.setErr(before);
        }
        assertThat(shown.toString(UTF_8)).contains("after the command").doesNotContain("a decoder gave up");
    }

    @Test
    void anOverlayShowsThePictureAndTheMask() throws IOException {
        Path picture = photos.resolve("b.png");
        Path overlay = folder.resolve("over.png");
        assertThat(run(picture, "-o", folder.resolve("m.png"), "--overlay", overlay, "--json"))
                .as(err.toString())
                .isZero();

        JsonNode report = Json.readStrictly(out.toString().getBytes(UTF_8));
        assertThat(report.get("overlays")).hasToString("[\"" + overlay + "\"]");
        assertThat(report.has("cutouts") || report.get("parameters").has("cutoutFormat"))
                .isFalse();
        BufferedImage mask = ImageIO.read(folder.resolve("m.png").toFile());
        BufferedImage drawn = ImageIO.read(overlay.toFile());
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                boolean inside = mask.getRaster().getSample(x, y, 0) == 255;
                assertThat(drawn.getRGB(x, y)).isEqualTo(inside ? 0xff8c1642 : 0xff000000);
            }
        }
    }

    @Test
    void aLocalPictureMayHaveMoreThan25Megabytes() throws IOException {
        Path large = folder.resolve("large.bmp");
        ImageIO.write(new BufferedImage(3000, 2800, BufferedImage.TYPE_INT_RGB), "bmp", large.toFile());
        assertThat(large).satisfies(file -> assertThat(Files.size(file)).isGreaterThan(25_000_000));
        assertThat(run(large, "-o", folder.resolve("m.png"))).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    photos/a.JPG photos/b.png -o m.png           | 2 pictures need a folder or a pattern of names, such as -o masks
                    photos/a.JPG photos/b.png -o -               | 2 pictures need a folder
                    photos -o masks --cutout cut.png             | 2 pictures need a folder or a pattern of names, such as --cutout masks
                    photos/b.png -o photos                       | -o would overwrite the picture itself: photos/b.png
                    photos/b.png photos/a.JPG -o photos/../photos/b.png --overwrite | 2 pictures need a folder
                    photos photos/sub/../b.gif -o masks          | photos/b.png and photos/sub/../b.gif would both be written to masks/b.png; a pattern such as -o 'masks/{folder}/{name}-{ext}.png' keeps them apart
                    photos -o masks --cutout masks               | --cutout and another option would both write masks/a.png
                    photos -o photos/notes.txt/{name}.png        | the folder of -o can't be made, a file is in the way: photos/notes.txt
                    photos/b.png -o taken/{name}.png             | -o can't be written, it is a folder: taken/b.png
                    photos/b.png -o - --each                     | -o - takes one mask, without --each
                    photos/b.png -o - --json                     | -o - can't be used together with --json or --details
                    photos/b.png -o m.png --overlay -            | --overlay must be a file or a folder: only -o can be -
                    photos/b.png -o m.png --overlay o.jpg        | --overlay must end in .png or .webp, or name a folder
                    photos -o masks --jobs 0                     | --jobs must be 1 to 64
                    """)
    void whatCannotBeWrittenIsRefusedBeforeAnyWork(String line, String message) throws IOException {
        Files.createDirectories(folder.resolve("taken/b.png"));
        String[] arguments = Stream.of(line.split(" +"))
                .map(part -> part.contains("/") || part.matches("photos|masks|taken|.*\\.(png|jpg)")
                        ? folder.resolve(part).toString()
                        : part)
                .toArray(String[]::new);

        assertThat(run((Object[]) arguments)).isEqualTo(2);

        assertThat(err.toString().replace(folder + "/", "")).startsWith("frisket: " + message);
        assertThat(out.toString()).isEmpty();
        assertThat(opened).isZero();
        assertThat(masks).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--point 0.5;0.5 --blur-sigma 2, --blur-sigma has no effect without --kernel.",
        "--point 0.5;0.5 --tapered, --tapered has no effect without --expand.",
        "--point 0.5;0.5 --confidence 0.4, --confidence has no effect without --text.",
        "--box 0;0;1;1 --max-detections 4, --max-detections has no effect without --text.",
        "--box 0;0;1;1 --refine 4, --refine has no effect without --point.",
        "--point 0.5;0.5 --recursive, --recursive has no effect without a folder.",
        "--point 0.5;0.5 --blur-sigma 2 --kernel 3 --tapered --expand -1 --refine 2, ''",
        "--text dot --confidence 0.4 --max-detections 4, ''"
    })
    void optionsWithoutEffectAreNamed(String options, String message) {
        Stream<String> arguments = Stream.concat(
                Stream.of(photos.resolve("b.png").toString(), "-o", masks.toString()),
                Stream.of(options.replace(';', ',').split(" ")));
        assertThat(command(arguments.toArray(String[]::new))).isZero();
        assertThat(err.toString().strip()).isEqualTo(message.isEmpty() ? "" : "frisket: " + message);
    }

    private static void draw(Path file) throws IOException {
        String format = file.toString().endsWith("JPG") ? "jpg" : "png";
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), format, file.toFile());
    }

    private int run(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("--point", "0.5,0.5"));
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        return command(line.toArray(String[]::new));
    }

    private int command(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Frisket.reportingFailures(new CommandLine(new SegmentCommand(this::open)));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private ModelPacks open(List<String> names) {
        opened++;
        LOG.log(Level.WARNING, "a decoder gave up", new OutOfMemoryError());
        return new StandInPacks();
    }
}
