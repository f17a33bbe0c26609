package dev.frisket.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.QueueUnavailable;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookAnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryQueue<Announcement> queue = new InMemoryQueue<>();
    private final WebhookAnnouncer announcer = new WebhookAnnouncer(data, queue);
    private final Artwork waiting = Artworks.withWebhook("key1", NOW, "https://hooks.example/done");
    private final Artwork ended = waiting.in(new State.Canceled());

    @Test
    void anEndedArtworkIsAnnouncedUntilItsDeliveryHasBegun() {
        announcer.announce(ended);
        announcer.announce(ended);
        new DeliveryStore(data).begin(ended.id(), NOW);
        announcer.announce(ended);

        assertThat(queue.sent()).hasSize(2).containsOnly(new Announcement(ended.id(), "key1"));
        assertThat(queue.organizations()).containsOnly("acme");
    }

    @Test
    void aQueueThatForgotIsToldAgainUntilTheDeliveryHasEnded() {
        DeliveryStore deliveries = new DeliveryStore(data);
        announcer.announceAgain(waiting);
        announcer.announceAgain(ended);
        Version<Delivery> begun = deliveries.begin(ended.id(), NOW);
        announcer.announceAgain(ended);
        deliveries.advance(ended.id(), begun, begun.value().at(new Delivery.Step.Ended()));
        announcer.announceAgain(ended);

        assertThat(queue.sent()).hasSize(2);
    }

    @Test
    void whatHasNotEndedOrHasNoWebhookIsLeftAlone() {
        announcer.announce(waiting);
        announcer.announce(Artworks.starting("key1", NOW).in(new State.Canceled()));

        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void anAnnouncementThatCannotBeSentIsOnTheHolderOfTheMessageAndNotOnTheCaller() {
        queue.failing(true);

        assertThatThrownBy(() -> announcer.announce(ended)).isInstanceOf(QueueUnavailable.class);
        announcer.announceIfPossible(ended);
        assertThat(queue.sent()).isEmpty();
    }
}
