package dev.frisket.segment;

import static dev.frisket.core.TestBackend.NOW;
import static dev.frisket.segment.WorkerFixture.PICTURE;
import static dev.frisket.segment.WorkerFixture.UNTOUCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.segment.fetch.PictureSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private final WorkerFixture work = new WorkerFixture();

    @Test
    void aJobEndsWithItsMaskStoredUnderTheAttemptThatSucceeded() throws IOException {
        assertThat(work.done(PICTURE, 1)).isTrue();

        assertThat(work.named()).hasSize(1);
        assertThat(work.data.contentTypes())
                .containsEntry(work.named().get(0), "image/webp")
                .containsEntry(work.namedFacts().get(0), "text/plain; charset=us-ascii")
                .containsEntry(work.namedFacts().get(1), "application/json")
                .hasSize(4);
        BufferedImage mask = work.onlyMask();
        assertThat(mask.getWidth()).isEqualTo(64);
        assertThat(mask.getHeight()).isEqualTo(48);
        assertThat(mask.getRGB(32, 24) & 0xff).isEqualTo(255);
        assertThat(mask.getRGB(2, 2) & 0xff).isZero();
    }

    @Test
    void aJobThatComesAgainAfterItsEndChangesNothing() {
        work.done(PICTURE, 1);
        Map<String, String> before = work.data.contentTypes();
        State end = work.state();

        assertThat(work.done(UNTOUCHED, 2)).isTrue();

        assertThat(work.state()).isEqualTo(end);
        assertThat(work.data.contentTypes()).isEqualTo(before);
    }

    @Test
    void whatIsNoPictureFailsTheArtworkAtOnce() {
        assertThat(work.done(url -> new byte[] {1, 2, 3}, 1)).isTrue();

        assertThat(work.state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .contains("no picture"));
    }

    @Test
    void aPassingFailureIsTriedAgainLaterAndLaterUntilTheLastDeliveryFailsIt() {
        PictureSource down = url -> {
            throw new UncheckedIOException(new IOException("secret detail"));
        };
        for (int count = 1; count < ReceivedJob.MAX_RECEIVES; count++) {
            assertThat(work.done(down, count)).isFalse();
            assertThat(work.state())
                    .isInstanceOfSatisfying(State.Processing.class, processing -> assertThat(processing.setback())
                            .isNotNull());
        }
        assertThat(work.jobs.postponed()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            long seconds = List.of(5L, 20L, 60L, 180L).get(i);
            assertThat(work.jobs.postponed().get(i))
                    .isBetween(Duration.ofSeconds(seconds), Duration.ofMillis(seconds * 1250));
        }

        assertThat(work.done(down, ReceivedJob.MAX_RECEIVES)).isTrue();
        assertThat(work.state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .doesNotContain("secret"));
    }

    @Test
    void aJobIsKeptUntilTheWebhookOfItsArtworkIsAnnounced() {
        WorkerFixture announcing = new WorkerFixture(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));
        announcing.webhooks.failing(true);

        assertThat(announcing.done(PICTURE, 1)).isFalse();
        State end = announcing.state();
        assertThat(end).isInstanceOf(State.Succeeded.class);

        announcing.webhooks.failing(false);
        assertThat(announcing.done(PICTURE, 1)).isTrue();
        assertThat(announcing.webhooks.sent()).containsExactly(new Announcement(announcing.artwork.id(), "key1"));
        assertThat(announcing.state()).isEqualTo(end);
    }

    @Test
    void aJobWithoutAnArtworkIsForgotten() {
        assertThat(work.done(Artworks.starting("key1", NOW).id())).isTrue();
    }

    @Test
    void whatIsNoJobStaysInTheQueueForSomebodyToLookAt() {
        assertThat(work.kept("segment-not-a-job")).isEqualTo(1);
        assertThat(work.kept("segment-unknown-version")).isEqualTo(1);
    }

    @Test
    void aTextThatNothingMatchesSucceedsWithOneBlackMask() throws IOException {
        WorkerFixture text = new WorkerFixture(Artworks.text("key1", NOW, "love"));

        text.done(PICTURE, 1);

        assertThat(text.named()).hasSize(1);
        BufferedImage mask = text.onlyMask();
        assertThat(mask.getRGB(0, 0, mask.getWidth(), mask.getHeight(), null, 0, mask.getWidth()))
                .containsOnly(0xFF000000);
    }
}
