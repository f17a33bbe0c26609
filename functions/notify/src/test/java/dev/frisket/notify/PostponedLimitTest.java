package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.outbound.WebhookReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many webhooks of one organization may be retried for longer than 10 minutes. */
class PostponedLimitTest {
    private static final WebhookResponse OOPS = new WebhookResponse(new Delivery.Answered(500), Duration.ZERO);

    private final NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);

    @Test
    void beyondTheLimitWebhooksAreGivenUpAfterFourAttempts() {
        notifier.maxPostponed = 2;
        List<ArtworkId> ids = announce("acme", 5);

        deliver(OOPS);

        assertThat(ids.stream().map(this::attempts)).containsExactlyInAnyOrder(10, 10, 4, 4, 4);
        assertThat(notifier.deadWebhooks.sent())
                .extracting(Announcement::artworkId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(notifier.data.list("postponed/", 10)).isEmpty();
    }

    @Test
    void aReceiverThatAsksForALongWaitIsPostponedAtOnceAndCountsOnce() {
        notifier.maxPostponed = 1;
        List<ArtworkId> ids = announce("acme", 2);

        deliver(busyFor(Duration.ofHours(3)));

        assertThat(ids.stream().map(this::attempts)).containsExactlyInAnyOrder(10, 1);
    }

    @Test
    void manyShortWaitsCountLikeALongOne() {
        notifier.maxPostponed = 1;
        List<ArtworkId> ids = announce("acme", 2);

        deliver(busyFor(Duration.ofMinutes(9)));

        assertThat(ids.stream().map(this::attempts)).containsExactlyInAnyOrder(10, 2);
    }

    @Test
    void eachOrganizationHasItsOwnLimit() {
        notifier.maxPostponed = 1;
        List<ArtworkId> ids = Stream.concat(announce("acme", 1).stream(), announce("other", 1).stream())
                .toList();

        deliver(OOPS);

        assertThat(ids.stream().map(this::attempts)).containsOnly(10);
    }

    @Test
    void inFlightForLongerThanTenMinutesAreAtMostSoMany() {
        notifier.maxPostponed = 3;
        announce("acme", 12);
        NotifyHandler handler = handler(OOPS);

        notifier.drainUntil(handler, TestBackend.NOW.plus(Duration.ofMinutes(15)));

        assertThat(notifier.webhooks.bodies()).hasSize(3);
    }

    private List<ArtworkId> announce(String organization, int count) {
        List<ArtworkId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Artwork any = Artworks.withWebhook("key1", TestBackend.NOW, WebhookReceiver.URL);
            notifier.artworks.create(new Artwork(
                    any.id(),
                    any.keyId(),
                    organization,
                    any.apiUrl(),
                    any.parameters(),
                    any.deadline(),
                    new State.Canceled()));
            notifier.webhooks.send(new Announcement(any.id(), any.keyId()), organization);
            ids.add(any.id());
        }
        return ids;
    }

    private static WebhookResponse busyFor(Duration retryAfter) {
        return new WebhookResponse(new Delivery.Answered(429), retryAfter);
    }

    private void deliver(WebhookResponse answer) {
        notifier.drain(handler(answer));
    }

    private NotifyHandler handler(WebhookResponse answer) {
        return notifier.handler((webhook, headers, body, atMost) -> answer);
    }

    private int attempts(ArtworkId id) {
        return new DeliveryStore(notifier.data)
                .find(id)
                .orElseThrow()
                .value()
                .attempts()
                .size();
    }
}
