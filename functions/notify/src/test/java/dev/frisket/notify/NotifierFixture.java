package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
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

/** A backend with an ended artwork, and the notifiers that deliver its webhook. */
final class NotifierFixture extends TestBackend {
    /** Long enough for a loopback connection on a busy machine. */
    static final Duration TIME_TO_ANSWER = Duration.ofSeconds(3);

    final WebhookSecrets secrets = new WebhookSecrets(control, clock);
    final ArtworkStore artworks = new ArtworkStore(data, clock);
    final Artwork artwork;

    /** Of one organization. So few have a marker each. */
    int maxPostponed = 1;

    NotifierFixture(@Nullable String webhook) {
        Artwork starting = artworks.create(Artworks.withWebhook("key1", NOW, webhook));
        artwork = artworks.advance("key1", starting.id(), new State.Failed(null, "It can't be done.", Duration.ZERO))
                .orElseThrow();
    }

    /** Deletes the artwork, as its caller may at any time. */
    void delete() {
        new ArtworkRemoval(data, artworks).delete("key1", artwork.id());
    }

    /** Announces the artwork and passes its announcement to a notifier until the queue is empty. */
    void deliver(PinnedClient client) {
        new WebhookAnnouncer(data, webhooks).announce(artwork);
        drain(handler(over(client)));
    }

    /** Passes on each message when it is visible, until all are deleted; an error kills the function. */
    void drain(NotifyHandler handler) {
        drainUntil(handler, Instant.MAX);
    }

    /** The same, as long as messages are visible before {@code end}. */
    void drainUntil(NotifyHandler handler, Instant end) {
        for (Optional<Instant> next = webhooks.nextVisible();
                next.isPresent() && next.get().isBefore(end);
                next = webhooks.nextVisible()) {
            if (next.get().isAfter(clock.instant())) {
                clock.set(next.get());
            }
            ReceivedMessage message = webhooks.receive(0).orElseThrow();
            assertThat(message.count()).as("or the queue gives it up by itself").isLessThanOrEqualTo(WEBHOOK_RECEIVES);
            if (handled(handler, message)) {
                webhooks.delete(message.receipt());
            }
        }
    }

    private static boolean handled(NotifyHandler handler, ReceivedMessage message) {
        try {
            return message.doneBy(handler);
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(Faults.Killed.class);
            return false;
        }
    }

    NotifyHandler handler(Receiver receiver) {
        return handler(ports(), receiver);
    }

    /** A notifier whose calls have these faults. */
    NotifyHandler handler(Faults faults, Receiver receiver) {
        return handler(ports(faults), receiver);
    }

    private NotifyHandler handler(Ports ports, Receiver receiver) {
        return new NotifyHandler(
                ports.data(),
                ports.control(),
                ports.webhooks(),
                ports.deadWebhooks(),
                receiver,
                maxPostponed,
                ports.clock());
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
