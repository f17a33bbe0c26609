package dev.frisket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is politely told to end gives back what it can't finish. */
class EndedServeIT {
    private static final String KEY = "frk_ended_0123456789";

    /** What fetching a picture may take: an end that waited for that would take as long. */
    private static final Duration FETCH = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void toldToEndItDoesNotWaitForAJobThatHangsAndTheJobIsDoneAfterTheRestart() throws Exception {
        try (PictureHost pictures = new PictureHost()) {
            CompletableFuture<Void> hanging = pictures.hold();
            String path;
            try (FrisketProcess serve = serve()) {
                path = ordered(serve.address(), pictures);
                while (pictures.fetched() == 0) {
                    Thread.sleep(20);
                }
                long begin = System.nanoTime();
                serve.terminate();
                serve.exitCode();
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                System.out.println("SIGTERM with a job that hangs: ended after " + took.toMillis() + " ms");
                assertThat(took).isLessThan(FETCH);
            }
            hanging.complete(null);
            try (FrisketProcess serve = serve()) {
                assertThat(statusAtTheEnd(serve.address(), path)).isEqualTo("succeeded");
                assertThat(pictures.fetched()).isEqualTo(2);
            }
        }
    }

    private FrisketProcess serve() throws Exception {
        return FrisketProcess.serveStandIns(List.of("-XX:TieredStopAtLevel=1"), KEY, data);
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
