package dev.frisket.notify;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.json.Json;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.BacklogLimit;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.Delivery.Step;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookSecrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Advances the delivery of one announcement by one step.
 *
 * <p>The stored delivery, not the message, determines the next step: a message is deleted only when the delivery has
 * ended, and an interruption between two steps is resumed when the message is received again. Of several concurrent
 * messages, the one that writes its token into the delivery calls the webhook.
 */
final class Notifier {
    /**
     * No invocation lasts this long, so a process that has owned a delivery for longer is dead. The template sets the same
     * timeout.
     */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int TOKEN_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Schedule schedule = new Schedule(random);
    private final ArtworkStore artworks;
    private final DeliveryStore deliveries;
    private final WebhookSecrets secrets;
    private final MessageQueue<Announcement> webhooks;
    private final MessageQueue<Announcement> deadLetters;
    private final Receiver receiver;
    private final ReceiverTimeouts timeouts;
    private final BacklogLimit postponed;
    private final Clock clock;

    Notifier(
            ArtworkStore artworks,
            DeliveryStore deliveries,
            WebhookSecrets secrets,
            MessageQueue<Announcement> webhooks,
            MessageQueue<Announcement> deadLetters,
            Receiver receiver,
            BacklogLimit postponed,
            Clock clock) {
        this.artworks = artworks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.webhooks = webhooks;
        this.deadLetters = deadLetters;
        this.receiver = receiver;
        this.postponed = postponed;
        this.timeouts = new ReceiverTimeouts(clock);
        this.clock = clock;
    }

    /**
     * Calls the webhook if it is due.
     *
     * @param receipt identifies this receive of the announcement
     * @return whether the queue may delete the announcement
     */
    boolean work(Announcement announcement, String receipt) {
        Optional<Artwork> ended =
                find(announcement).filter(artwork -> artwork.state().terminal());
        if (ended.isEmpty() || ended.get().parameters().webhook() == null) {
            return true; // expired, deleted, or a forged message: every artwork is announced when it ends
        }
        return advance(new Task(ended.get(), announcement, receipt), deliveries.begin(announcement.artworkId(), now()));
    }

    /** The announced artwork. If it was deleted, no delivery that began meanwhile remains. */
    private Optional<Artwork> find(Announcement announcement) {
        return artworks.look(announcement.keyId(), announcement.artworkId())
                .flatMap(record -> record.match(Optional::of, tombstone -> {
                    deliveries.delete(tombstone.id());
                    return Optional.empty();
                }));
    }

    private boolean advance(Task task) {
        return deliveries.find(task.id()).map(version -> advance(task, version)).orElse(true);
    }

    private boolean advance(Task task, Version<Delivery> version) {
        Step step = version.value().step();
        if (step instanceof Step.Ended) {
            return end(task, version.value());
        }
        if (step instanceof Step.Exhausted) {
            return giveUp(task, version);
        }
        Instant free = step.match(
                Step.Waiting::due, posting -> posting.since().plus(LEASE), exhausted -> now(), ended -> now());
        return free.isAfter(now()) ? postpone(task, Duration.between(now(), free)) : call(task, version);
    }

    private boolean call(Task task, Version<Delivery> version) {
        List<String> signing =
                secrets.findOrCreate(task.artwork().organization()).signing(now());
        Step.Posting mine = new Step.Posting(token(), now());
        if (!deliveries.advance(task.id(), version, version.value().at(mine))) {
            return postpone(task, LEASE); // another process was faster, or the artwork was deleted
        }
        if (find(task.announcement()).isEmpty()) {
            return true; // deleted since it was read
        }
        byte[] body = Json.writeBytes(ArtworkJson.answer(task.artwork()));
        long began = System.nanoTime();
        WebhookResponse answer = receiver.post(
                task.webhook(),
                Signature.headers(task.id().toString(), mine.since(), body, signing),
                body,
                timeouts.timeout(task.artwork().organization(), task.webhook()));
        timeouts.record(task.artwork().organization(), task.webhook(), answer);
        Work.record("Post", began);
        Work.ourFault(false);
        Work.outcome(answer.outcome()
                .match(answered -> "answered " + answered.statusCode() / 100 + "xx", unanswered -> "unanswered"));
        return record(task, mine, answer);
    }

    // If another process has taken the delivery over, it continues, unless this response ends the delivery.
    private boolean record(Task task, Step.Posting mine, WebhookResponse answer) {
        Optional<Delivery> recorded = deliveries.update(task.id(), delivery -> {
            boolean owned = delivery.step().equals(mine);
            if (!owned && (!answer.isFinal() || delivery.step() instanceof Step.Ended)) {
                return Optional.empty();
            }
            return Optional.of(
                    after(task, delivery.with(new Delivery.Attempt(mine.since(), answer.outcome())), answer));
        });
        if (recorded.isEmpty() && find(task.announcement()).isEmpty()) {
            postponed.release(task.artwork().organization(), task.id()); // deleted, perhaps after it was counted
        }
        boolean ended = recorded.filter(delivery -> delivery.step() instanceof Step.Ended)
                .isPresent();
        return recorded.isEmpty() || (ended ? end(task, recorded.get()) : advance(task));
    }

    private Delivery after(Task task, Delivery delivery, WebhookResponse answer) {
        Step next = schedule.after(delivery, answer, now());
        if (delivery.postponed() || !Schedule.isPostponed(delivery, next)) {
            return delivery.at(next);
        }
        return postponed.admits(task.artwork().organization(), task.id())
                ? delivery.postpone().at(next)
                : delivery.at(new Step.Exhausted());
    }

    private boolean end(Task task, Delivery delivery) {
        if (delivery.attempts().size() > 1) { // a delivery that ends with its first attempt was never postponed
            postponed.release(task.artwork().organization(), task.id());
        }
        return true;
    }

    // A duplicate dead letter is harmless, a missing one is not.
    private boolean giveUp(Task task, Version<Delivery> version) {
        deadLetters.send(task.announcement(), task.artwork().organization());
        Work.outcome("given up");
        return deliveries.advance(task.id(), version, version.value().at(new Step.Ended()))
                && end(task, version.value());
    }

    private boolean postpone(Task task, Duration delay) {
        webhooks.postpone(task.receipt(), delay);
        return false;
    }

    private Instant now() {
        return clock.instant();
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A received announcement, with the artwork that it is about. */
    private record Task(Artwork artwork, Announcement announcement, String receipt) {
        ArtworkId id() {
            return artwork.id();
        }

        String webhook() {
            return String.valueOf(artwork.parameters().webhook());
        }
    }
}
