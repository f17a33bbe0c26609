package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where {@code segment} writes, and what it refuses. */
class SegmentOutputTest extends SegmentRuns {
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
            // Not empty: threads of other tests may log before and after the command.
            assertThat(shown.toString(UTF_8)).doesNotContain("a decoder gave up");
            LOG.log(Level.WARNING, "after the command");
        } finally {
            System.setErr(before);
        }
        assertThat(shown.toString(UTF_8)).contains("after the command").doesNotContain("a decoder gave up");
    }

    @Test
    void anOverlayShowsThePictureAndTheMask() throws IOException {
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
                    photos -o photos/notes.txt/{name}.png        | the folder of -o can't be created, a file is in the way: photos/notes.txt
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
}
