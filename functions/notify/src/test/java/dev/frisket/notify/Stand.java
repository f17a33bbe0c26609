package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.SimulatedQueue;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
import dev.frisket.core.webhook.WebhookSecrets;
import dev.frisket.outbound.PinnedClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An ended artwork with a webhook, and everything that takes part in its delivery. */
final class Stand {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** Long enough for a loopback connection on a busy machine. */
    static final Duration TIME_TO_ANSWER = Duration.ofSeconds(3);

    /** As in the template. */
    private static final Duration VISIBILITY = Duration.ofMinutes(3);

    private static final int MOST_RECEIVES = 50;

    final SteppedClock clock = new SteppedClock(NOW);
    final InMemoryBucket data = new InMemoryBucket();
    final InMemoryBucket control = new InMemoryBucket();
    final SimulatedQueue queue = new SimulatedQueue(clock, VISIBILITY, MOST_RECEIVES, null);
    final MessageQueue<Announcement> webhooks = queue.port();
    final InMemoryQueue<Announcement> deadLetters = new InMemoryQueue<>();
    final WebhookSecrets secrets = new WebhookSecrets(control, clock);
    final Artwork artwork;

    Stand(@Nullable String webhook) {
        ArtworkStore artworks = new ArtworkStore(data, clock);
        Artwork starting = artworks.create(Artworks.withWebhook("key1", NOW, webhook));
        artwork = artworks.advance("key1", starting.id(), new State.Failed(null, "It can't be done.", Duration.ZERO))
                .orElseThrow();
    }

    /** Deletes the artwork, as its caller may at any time. */
    void delete() {
        new ArtworkRemoval(data, new ArtworkStore(data, clock)).delete("key1", artwork.id());
    }

    /** Announces the artwork and passes its announcement to a notifier until the queue is empty. */
    void deliver(PinnedClient client) {
        new WebhookAnnouncer(data, webhooks).announce(artwork);
        drain(handler(data, webhooks, deadLetters, over(client)));
    }

    /** Passes on each message when it is visible, until all are deleted; an error kills the function. */
    void drain(NotifyHandler handler) {
        for (Optional<Instant> next = queue.nextVisible(); next.isPresent(); next = queue.nextVisible()) {
            if (next.get().isAfter(clock.instant())) {
                clock.set(next.get());
            }
            SimulatedQueue.Received message = queue.receive(0).orElseThrow();
            assertThat(message.count()).as("or the queue gives it up by itself").isLessThanOrEqualTo(MOST_RECEIVES);
            if (handled(handler, message)) {
                queue.delete(message.receipt());
            }
        }
    }

    private static boolean handled(NotifyHandler handler, SimulatedQueue.Received message) {
        try {
            return handler.handleRequest(SimulatedQueue.Received.event(message), new TestContext())
                    .getBatchItemFailures()
                    .isEmpty();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(Faults.Killed.class);
            return false;
        }
    }

    NotifyHandler handler(
            Bucket bucket,
            MessageQueue<Announcement> announcements,
            MessageQueue<Announcement> dead,
            Receiver receiver) {
        return new NotifyHandler(bucket, control, announcements, dead, receiver, clock);
    }

    HttpReceiver over(PinnedClient client) {
        return new HttpReceiver(client, TIME_TO_ANSWER, clock);
    }

    Delivery delivery() {
        return new DeliveryStore(data).find(artwork.id()).orElseThrow().value();
    }

    /** The outcome of each attempt: a status, or a sentence. */
    List<Object> outcomes() {
        return delivery().attempts().stream()
                .map(attempt -> attempt.outcome() instanceof Delivery.Answered answered
                        ? (Object) answered.statusCode()
                        : ((Delivery.Unanswered) attempt.outcome()).reason())
                .toList();
    }

    /** The time from the first attempt to each. */
    List<Duration> offsets() {
        Instant first = delivery().attempts().get(0).at();
        return delivery().attempts().stream()
                .map(attempt -> Duration.between(first, attempt.at()))
                .toList();
    }
}
