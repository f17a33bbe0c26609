package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that the page on webhooks shows exactly the tested receivers, and the times of the code. */
class WebhooksPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("template")).resolveSibling("docs").resolve("webhooks.md");
    private static final Path TESTS = Path.of("src", "test");

    @Test
    void theReceiversThatItShowsAreTheTestedOnes() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page)
                .contains(Files.readString(TESTS.resolve("resources/receiver/verify.py"))
                        .strip())
                .contains(Files.readString(TESTS.resolve("resources/receiver/verify.mjs"))
                        .strip())
                .contains(javaMethod());
    }

    @Test
    void theTimesAreThoseOfTheCode() {
        assertThat(Manual.page("docs/webhooks.md").text())
                .contains("with a 2xx status within %d s".formatted(ReceiverTimeouts.FULL.toSeconds()))
                .contains("retried for up to %d days".formatted(Schedule.LONGEST_LIFE.toDays()))
                .contains("time out after %d s, except one per minute, which is allowed %d s"
                        .formatted(ReceiverTimeouts.SHORT.toSeconds(), ReceiverTimeouts.FULL.toSeconds()))
                .contains("are retried for longer than %d minutes".formatted(Schedule.SHORT_LIFE.toMinutes()));
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
