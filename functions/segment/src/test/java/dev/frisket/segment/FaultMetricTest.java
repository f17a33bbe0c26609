package dev.frisket.segment;

import static dev.frisket.core.TestBackend.NOW;
import static dev.frisket.segment.WorkerFixture.PICTURE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.log.CapturedLines;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.fetch.TransientFetchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The metric that the alarm ArtworksFail watches: 1 for an artwork that failed by our fault, 0 for any other that ended. */
class FaultMetricTest {
    private static final PictureSource BROKEN = url -> {
        throw new UncheckedIOException(new IOException("ours"));
    };
    private static final PictureSource BUSY_HOST = url -> {
        throw new TransientFetchException("The picture's host is busy.");
    };

    private final WorkerFixture work = new WorkerFixture();

    @Test
    void aSuccessIsNoFault() {
        assertThat(measured(() -> work.done(PICTURE, 1))).containsExactly("succeeded 0");
    }

    @Test
    void whatIsNoPictureIsNoFaultOfOurs() {
        assertThat(measured(() -> work.done(url -> new byte[] {1, 2, 3}, 1))).containsExactly("picture not readable 0");
    }

    @Test
    void aHostThatFailsToTheLastIsNoFaultOfOurs() {
        assertThat(measured(() -> everyDelivery(BUSY_HOST)))
                .containsExactly("tried later", "tried later", "tried later", "tried later", "picture not fetched 0");
    }

    @Test
    void whatBreaksAtEveryAttemptIsOneFault() {
        assertThat(measured(() -> everyDelivery(BROKEN)))
                .containsExactly("tried later", "tried later", "tried later", "tried later", "failed at last 1");
    }

    @Test
    void anEndThatCanNotBeWrittenIsAFault() {
        WorkerFixture announcing = new WorkerFixture(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));
        announcing.webhooks.failing(true);
        assertThat(measured(() -> announcing.done(PICTURE, 1))).containsExactly("broken off 1");
    }

    private void everyDelivery(PictureSource pictures) {
        for (int count = 1; count <= ReceivedJob.MAX_RECEIVES; count++) {
            work.done(pictures, count);
        }
    }

    /** The outcome of each piece of work, followed by the value of the metric if there is one. */
    private static List<String> measured(Runnable deliveries) {
        try (CapturedLines log = new CapturedLines()) {
            deliveries.run();
            return log.lines().stream()
                    .filter(line -> line.has("_aws"))
                    .map(FaultMetricTest::outcome)
                    .toList();
        }
    }

    private static String outcome(JsonNode line) {
        return (line.path("Outcome").asText() + " " + line.path("Fault").asText()).trim();
    }
}
