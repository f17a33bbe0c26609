package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.demo.Demo;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {
    private static final Token KEY = Token.create(new SecureRandom());

    private final StringWriter out = new StringWriter();
    private final StringWriter progress = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theDemoWritesAMaskAndAnOverlayForEachSample() throws Exception {
        assertThat(demo(Clock.systemUTC())).isTrue();

        List<String> names = List.of("cameraman", "cup", "man", "rocket", "spoon");
        assertThat(out.toString().lines())
                .hasSameSizeAs(names)
                .allMatch(line -> line.contains("\"status\":\"succeeded\""));
        assertThat(progress.toString()).contains("spoon: succeeded", "rocket-overlay.png");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names.stream()
                            .flatMap(name -> Stream.of(name + "-mask.png", name + "-overlay.png"))
                            .toList());
        }
        assertThat(ImageIO.read(folder.resolve("out/spoon-mask.png").toFile()).getWidth())
                .isEqualTo(600);
    }

    @Test
    void aClockBehindTheWorldsIsTheOneThatCounts() throws Exception {
        Clock lastYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(-365));

        assertThat(demo(lastYear)).isTrue();
        String year = lastYear.instant().toString().substring(0, 8);
        assertThat(out.toString()).contains("\"createdAt\":\"" + year);
    }

    private boolean demo(Clock clock) throws Exception {
        Settings settings = new Settings(0, KEY, folder.resolve("data"));
        try (RunningStack stack = RunningStack.start(settings, new StandInPacks(), AddressPolicy.PUBLIC_ONLY, clock)) {
            URI api = stack.address();
            return new Demo(folder.resolve("out"), new PrintWriter(out, true), new PrintWriter(progress, true))
                    .run(api, KEY.text());
        }
    }
}
