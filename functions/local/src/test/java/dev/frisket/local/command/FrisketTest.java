package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FrisketTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpIsNoMistake() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "demo");
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString()).contains("--port", "--data", "--allow-private-hosts", "--packs", "FRISKET_API_KEY");
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString()).contains("--out");
        assertThat(run("models", "fetch", "--help")).isZero();
        assertThat(out.toString()).contains("PACK", "--hub");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVersionNamesTheCommit() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("frisket [0-9]+\\.[0-9]+\\.[0-9]+\\Rcommit ([0-9a-f]{40}|unknown)\\R");
    }

    @Test
    void aPackThatCannotBeFetchedIsToldAndEndsWithTwo() {
        assertThat(run("models", "fetch", "nothing")).isEqualTo(2);
        assertThat(run("models", "fetch", "grounding-dino", "--hub", "ftp://hub.example"))
                .isEqualTo(2);
        assertThat(run("models")).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no model pack nothing", "not the address of a hub: ftp", "name a command");
    }

    @Test
    void packsAreCheckedAgainstTheirDigests() {
        assertThat(run("models", "check", "coco-ssd,sam2-tiny")).isZero();
        assertThat(out.toString().lines())
                .containsExactly("The model pack coco-ssd is complete.", "The model pack sam2-tiny is complete.");
        assertThat(err.toString()).isEmpty();

        assertThat(run("models", "check", "coco-ssd", "nothing")).isEqualTo(2);
        assertThat(run("models", "check")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no model pack nothing", "Missing required parameter");
    }

    @Test
    void theWordsOfAPackAreListedOneClassPerLine() {
        assertThat(run("models", "words")).isZero();
        assertThat(out.toString().lines()).hasSize(80).contains("cup: mug, teacup, tumbler", "fork");
        assertThat(run("models", "words", "grounding-dino")).isZero();
        assertThat(out.toString().lines().skip(80))
                .containsExactly("The model pack grounding-dino finds anything described in English.");
        assertThat(err.toString()).isEmpty();

        assertThat(run("models", "words", "sam2-tiny")).isEqualTo(2);
        assertThat(run("models", "words", "nothing")).isEqualTo(2);
        assertThat(err.toString())
                .contains("The model pack sam2-tiny does not serve text", "There is no model pack nothing");
    }

    @Test
    void whatIsNotUnderstoodIsToldAndEndsWithTwo() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(2);
        assertThat(run("serve", "--port", "many")).isEqualTo(2);
        assertThat(run("serve", "--port", "65536")).isEqualTo(2);
        assertThat(run("serve", "--rate", "0")).isEqualTo(2);
        assertThat(run("serve", "--allowed-origin", "app.example.com")).isEqualTo(2);
        assertThat(run("serve", "--host", "198.51.100.7")).isEqualTo(2);
        assertThat(run("serve", "--jobs", "0")).isEqualTo(2);
        assertThat(run("paint")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(
                        "--prot",
                        "many",
                        "65535",
                        "not 198.51.100.7",
                        "--jobs must be 1 to 64",
                        "paint",
                        "name a command");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "segment a.png --txt cat -o m.png ; Unknown option: '--txt' ; frisket segment --help",
                "segment a.png --text cat ; Missing required option: '--out=FILE|DIR' ; frisket segment --help",
                "serve --port many ; Invalid value for option '--port' ; frisket serve --help",
            },
            quoteCharacter = '"')
    void aWrongOptionIsNamedInFewLines(String arguments, String reason, String way) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).startsWith("frisket: " + reason).contains(way);
        assertThat(err.toString().lines()).hasSizeLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({
        "segment a\0b --point 0.5;0.5 -o m.png, 2, frisket: not a valid file name here: ",
        "segment a.png --point 0.5;0.5 -o m\0.png, 2, frisket: not a valid file name here: ",
        "serve --data a\0b, 2, frisket: Invalid value for option '--data': not a valid file name here: ",
        "demo --out FILE/inside, 1, frisket: FILE",
    })
    void noMessageHasTheNameOfAClass(String arguments, int code, String message, @TempDir Path folder)
            throws IOException {
        String file = Files.createFile(folder.resolve("file")).toString();

        assertThat(run(arguments.replace("FILE", file).replace(';', ',').split(" ")))
                .isEqualTo(code);

        assertThat(err.toString()).startsWith(message.replace("FILE", file)).doesNotContain("Exception", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void evenAnErrorIsOneSentence() {
        CommandLine line = Frisket.reportingFailures(new CommandLine(new SegmentCommand(names -> {
            throw new IllegalStateException("dev.frisket.Broken: the models are broken");
        })));
        line.setErr(new PrintWriter(err, true));
        String picture =
                Path.of(System.getProperty("golden"), "images", "astronaut.png").toString();
        assertThat(line.execute(picture, "--point", "0.5,0.5", "-o", "target/never.png"))
                .isEqualTo(1);
        assertThat(err).hasToString("frisket: The models are broken." + System.lineSeparator());
    }

    @Test
    void aWorkerThatEndsBeforeItsWorkFailsTheRehearsal(@TempDir Path out) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertThat(run("rehearse", "--out", out.toString(), "--", java, "-version"))
                .isEqualTo(1);
    }

    private int run(String... arguments) {
        CommandLine line = Frisket.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
