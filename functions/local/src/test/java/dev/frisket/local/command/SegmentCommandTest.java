package dev.frisket.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code segment} makes of one picture. */
class SegmentCommandTest extends SegmentRuns {
    @Test
    void aPictureInAMaskOut() throws IOException {
        assertThat(command(picture, "--point", "0.5,0.5", "-o", mask)).isZero();

        assertThat(out).hasToString(mask + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
        BufferedImage written = ImageIO.read(Path.of(mask).toFile());
        assertThat(written.getWidth()).isEqualTo(64);
        assertThat(written.getHeight()).isEqualTo(48);
        assertThat(written.getRGB(32, 24) & 0xff).isEqualTo(255);
        assertThat(written.getRGB(2, 2) & 0xff).isZero();
    }

    @Test
    void theMaskIsGrownAndBlurred() throws IOException {
        command(picture, "--point", "0.5,0.5", "-o", mask);
        int area = inside(Path.of(mask));

        assertThat(command(picture, "--point", "0.5,0.5", "-o", mask, "--expand", "3", "--overwrite"))
                .isZero();
        int grown = inside(Path.of(mask));
        assertThat(command(picture, "--point", "0.5,0.5", "-o", mask, "--expand", "3", "--tapered", "--overwrite"))
                .isZero();
        assertThat(inside(Path.of(mask))).isBetween(area + 1, grown - 1);
        assertThat(command(
                        picture, "--point", "0.5,0.5", "-o", mask, "--kernel", "4", "--blur-sigma", "2", "--overwrite"))
                .isZero();
        BufferedImage blurred = ImageIO.read(Path.of(mask).toFile());
        assertThat(IntStream.of(blurred.getRaster().getSamples(0, 0, 64, 48, 0, (int[]) null)))
                .anyMatch(level -> level > 0 && level < 255);
    }

    @Test
    void eachCandidateIsWrittenInTheFormatOfTheExtension() throws IOException {
        String webp = folder.resolve("mask.webp").toString();
        assertThat(command(picture, "--point", "0.5,0.5", "--negative", "0.1,0.1", "-o", webp, "--each", "--json"))
                .isZero();

        JsonNode report = Json.readStrictly(out.toString().getBytes(UTF_8));
        assertThat(report.fieldNames()).toIterable().containsExactly("parameters", "duration", "results");
        assertThat(report.at("/parameters/pointsBestMask").booleanValue()).isFalse();
        assertThat(report.at("/parameters/outputFormat").textValue()).isEqualTo("webp");
        assertThat(report.get("results"))
                .extracting(JsonNode::textValue)
                .isEqualTo(Stream.of(0, 1, 2)
                        .map(number -> webp.replace("mask.", "mask-" + number + "."))
                        .toList());
        for (JsonNode file : report.get("results")) {
            assertThat(new String(Files.readAllBytes(Path.of(file.textValue())), 8, 4, UTF_8))
                    .isEqualTo("WEBP");
        }
    }

    @Test
    void theMaskIsFilledReducedToItsLargestRegionAndInverted() throws IOException {
        String[] corners = {
            picture, "--box", "0.1,0.1,0.4,0.9", "--box", "0.6,0.1,0.7,0.2", "--fill-holes", "--largest", "-o", mask
        };
        assertThat(command(corners)).as(err.toString()).isZero();
        int area = inside(Path.of(mask));
        assertThat(ImageIO.read(Path.of(mask).toFile()).getRGB(41, 7) & 0xff).isZero();
        assertThat(area).isPositive();

        assertThat(command(Stream.concat(Stream.of(corners), Stream.of("--invert", "--json", "--overwrite"))
                        .toArray(String[]::new)))
                .isZero();
        assertThat(inside(Path.of(mask))).isEqualTo(64 * 48 - area);
        JsonNode parameters = Json.readStrictly(out.toString().getBytes(UTF_8)).get("parameters");
        for (String name : List.of("maskFillHoles", "maskLargestOnly", "maskInvert")) {
            assertThat(parameters.get(name).booleanValue()).as(name).isTrue();
        }
    }

    @Test
    void cutoutsAreWrittenBesideTheMasks() throws IOException {
        String cutout = folder.resolve("cut.png").toString();
        String[] boxes = {
            picture, "--box", "0.1,0.1,0.4,0.9", "--box", "0.6,0.1,0.9,0.9", "-o", mask, "--cutout", cutout
        };
        assertThat(command(boxes)).as(err.toString()).isZero();

        assertThat(out.toString().lines()).containsExactly(mask, cutout);
        BufferedImage whole = ImageIO.read(Path.of(picture).toFile());
        BufferedImage alpha = ImageIO.read(Path.of(mask).toFile());
        BufferedImage cut = ImageIO.read(Path.of(cutout).toFile());
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                int cover = alpha.getRaster().getSample(x, y, 0);
                assertThat(cut.getRGB(x, y)).isEqualTo(cover == 0 ? 0 : cover << 24 | (whole.getRGB(x, y) & 0xffffff));
            }
        }

        assertThat(command(Stream.concat(Stream.of(boxes), Stream.of("--each", "--json"))
                        .toArray(String[]::new)))
                .isZero();
        JsonNode report = Json.readStrictly(out.toString().getBytes(UTF_8));
        assertThat(report.at("/parameters/cutoutFormat").textValue()).isEqualTo("png");
        assertThat(report.get("cutouts"))
                .extracting(JsonNode::textValue)
                .containsExactly(cutout.replace("cut.", "cut-0."), cutout.replace("cut.", "cut-1."));
        assertThat(Path.of(cutout.replace("cut.", "cut-1."))).isNotEmptyFile();

        assertThat(command(picture, "--point", "0.5,0.5", "-o", mask, "--cutout", "cut.jpg"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--cutout must end in .png or .webp");
    }

    @Test
    void boxesAreMaskedTogetherOrEach() throws IOException {
        String[] boxes = {picture, "--box", "0.1,0.1,0.4,0.9", "--box", "0.6,0.1,0.9,0.9", "-o", mask};
        assertThat(command(boxes)).as(err.toString()).isZero();

        BufferedImage both = ImageIO.read(Path.of(mask).toFile());
        assertThat(both.getRGB(16, 24) & 0xff).isEqualTo(255);
        assertThat(both.getRGB(48, 24) & 0xff).isEqualTo(255);
        assertThat(both.getRGB(32, 24) & 0xff).isZero();

        assertThat(command(Stream.concat(Stream.of(boxes), Stream.of("--each")).toArray(String[]::new)))
                .isZero();
        BufferedImage second =
                ImageIO.read(Path.of(mask.replace("mask.", "mask-1.")).toFile());
        assertThat(second.getRGB(16, 24) & 0xff).isZero();
        assertThat(second.getRGB(48, 24) & 0xff).isEqualTo(255);
    }

    @Test
    void aBoxStandsBesidePoints() throws IOException {
        assertThat(command(picture, "--point", "0.9,0.9", "--box", "0.1,0.1,0.3,0.3", "-o", mask, "--json"))
                .isZero();

        JsonNode parameters = Json.readStrictly(out.toString().getBytes(UTF_8)).get("parameters");
        assertThat(parameters.get("method").textValue()).isEqualTo("points");
        assertThat(parameters.get("pointsBox")).hasToString("[0.1,0.1,0.3,0.3]");
        assertThat(parameters.has("boxes") || parameters.has("boxesCombineMasks"))
                .isFalse();
        assertThat(ImageIO.read(Path.of(mask).toFile()).getRGB(12, 9) & 0xff).isEqualTo(255);
    }

    @Test
    void wordsAndStandardInputWorkToo() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(picture))));
        try {
            assertThat(command("-", "--text", "a cat", "--confidence", "0.1", "-o", mask))
                    .as(err.toString())
                    .isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(Path.of(mask)).exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --point 0.5,0.5 --expand 16385 --kernel x  | --expand must not be greater than 16384; --kernel must be an integer number
                    --point 0.5                                | each value in --point must be a pair of numbers [x, y]
                    --point 0.5,0.5 --negative 0.5,1.5         | each value in --negative must be fractions 0 to 1: x divided by the width, y by the height
                    --point 0.5,0.5 --blur-sigma 0             | --blur-sigma must not be less than 0.1
                    --point 0.5,0.5 --refine 11                | --refine must not be greater than 10
                    --text cat --confidence 2                  | --confidence must not be greater than 1
                    --text cat --max-detections 1.5            | --max-detections must be an integer number
                    --text=                                    | --text should not be empty
                    --text cat --point 0.5,0.5                 | --text can't be used together with --point, --negative or --box
                    --text cat --box 0,0,1,1                   | --text can't be used together with --point, --negative or --box
                    --point 0.5,0.5 --box 0,0,1,1 --box 0,0,1,1 | only one --box can be used together with --point or --negative
                    --box 0,0,1                                | each value in --box must be four numbers [x1, y1, x2, y2]
                    --box 0,0,1,1 --box 0,x,1,1                | each value in --box must be four numbers [x1, y1, x2, y2]
                    --box 0.5,0,0.4,1                          | each value in --box must have x1 less than x2
                    --point 0.5,0.5 --box 0,0,1,2              | --box must be fractions 0 to 1: x divided by the width, y by the height
                    --expand 4                                 | specify what to mask, with --point X,Y, --box X1,Y1,X2,Y2 or --text WORDS
                    --point 0.5,0.5 -o mask.gif                | -o must end in .png or .webp
                    --point 0.5,0.5 -o missing/mask.png        | the folder of -o is not there: missing/mask.png
                    --point 0.5,0.5 --colour red               | Unknown option: '--colour'
                    """)
    void whatBreaksARuleOfTheApiIsToldAndEndsWithTwo(String options, String message) {
        Stream<String> arguments = Stream.concat(Stream.of(picture), Stream.of(options.split(" +")));
        String[] line = (options.contains("-o ") ? arguments : Stream.concat(arguments, Stream.of("-o", mask)))
                .toArray(String[]::new);

        assertThat(command(line)).isEqualTo(2);

        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
        assertThat(Path.of(mask)).doesNotExist();
    }

    @Test
    void whatCannotBeMaskedIsToldInASentenceAndEndsWithOne() throws IOException {
        String text =
                Files.writeString(folder.resolve("text.png"), "no picture").toString();
        Path heic = Path.of(System.getProperty("golden")).resolveSibling("unread/phone.heic");

        StringBuilder told = new StringBuilder();
        for (String file : List.of(folder.resolve("missing.png").toString(), text, heic.toString())) {
            assertThat(run(file, "-o", mask)).isEqualTo(1);
            told.append(err);
        }

        assertThat(told.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("frisket: "))
                .noneMatch(line -> line.contains("Exception"));
        assertThat(told.toString())
                .contains("PICTURE leads to something that is no picture", "missing.png")
                .contains("The picture is HEIC, as iPhones take it, which is not read here; export it as JPEG.");
    }

    private static int inside(Path file) throws IOException {
        int inside = 0;
        for (int level : ImageIO.read(file.toFile()).getRaster().getSamples(0, 0, 64, 48, 0, (int[]) null)) {
            inside += level >= 128 ? 1 : 0;
        }
        return inside;
    }
}
