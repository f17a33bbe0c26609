package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.local.stack.HttpCalls;
import dev.frisket.local.stack.PictureHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that receives SIGTERM returns the jobs that it can't finish. */
class EndedServeIT {
    private static final String KEY = "frk_ended_0123456789";

    @TempDir
    private Path data;

    /** The picture is not served until the process has ended: a process that waited for it would record a failed fetch. */
    @Test
    void whenEndedItNeitherWaitsForAJobThatHangsNorBeginsAnotherAndBothAreDoneAfterTheRestart() throws Exception {
        try (PictureHost pictures = new PictureHost()) {
            CompletableFuture<Void> hanging = pictures.hold();
            List<String> paths;
            try (FrisketProcess serve = serve()) {
                paths = List.of(ordered(serve.address(), pictures), ordered(serve.address(), pictures));
                while (pictures.fetched() == 0) {
                    Thread.sleep(20);
                }
                long begin = System.nanoTime();
                serve.terminate();
                serve.exitCode();
                System.out.println("SIGTERM with a job that hangs: ended after "
                        + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
            }
            assertThat(pictures.fetched()).as("work begun").isEqualTo(1);
            assertThat(stored()).hasSize(2).noneMatch(artwork -> artwork.contains("\"setback\":\""));
            assertThat(stored())
                    .filteredOn(artwork -> artwork.contains("\"starting\""))
                    .hasSize(1);

            hanging.complete(null);
            try (FrisketProcess serve = serve()) {
                for (String path : paths) {
                    assertThat(statusAtTheEnd(serve.address(), path)).isEqualTo("succeeded");
                }
                assertThat(pictures.fetched()).isEqualTo(3);
            }
        }
    }

    /** Every artwork as stored. */
    private List<String> stored() throws IOException {
        Path artworks = data.resolve("objects").resolve("frisket-data").resolve("artworks");
        List<String> stored = new ArrayList<>();
        try (Stream<Path> files = Files.walk(artworks)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.add(Files.readString(file));
            }
        }
        return stored;
    }

    private FrisketProcess serve() throws Exception {
        return FrisketProcess.serveStandIns(List.of(), KEY, data);
    }

    private static String ordered(URI api, PictureHost pictures) throws Exception {
        String order =
                """
                {"imageUrl": "%s", "method": "points", "pointsPositive": {"points": [[0.5, 0.5]]}}"""
                        .formatted(pictures.address());
        HttpResponse<String> answer =
                HttpCalls.of(api).send("POST", "/v2/artworks/segmentation", "Bearer " + KEY, order);
        assertThat(answer.statusCode()).isEqualTo(202);
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    private static String statusAtTheEnd(URI api, String path) throws Exception {
        HttpCalls calls = HttpCalls.of(api);
        for (int look = 0; look < 600; look++) {
            String status = HttpCalls.json(calls.send("GET", path, "Bearer " + KEY, null))
                    .get("status")
                    .textValue();
            if (!status.equals("starting") && !status.equals("processing")) {
                return status;
            }
            Thread.sleep(100);
        }
        return "not ended";
    }
}
