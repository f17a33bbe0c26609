package dev.frisket.notify;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.json.Json;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
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
     * No invocation lasts this long: a process that has held a delivery for longer is dead. The template sets the same.
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
    private final Patience patience;
    private final Clock clock;

    Notifier(
            ArtworkStore artworks,
            DeliveryStore deliveries,
            WebhookSecrets secrets,
            MessageQueue<Announcement> webhooks,
            MessageQueue<Announcement> deadLetters,
            Receiver receiver,
            Clock clock) {
        this.artworks = artworks;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.webhooks = webhooks;
        this.deadLetters = deadLetters;
        this.receiver = receiver;
        this.patience = new Patience(clock);
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
            return true; // expired, deleted, or not sent by us: every artwork is announced when it ends
        }
        return goOn(new Task(ended.get(), announcement, receipt), deliveries.begin(announcement.artworkId(), now()));
    }

    /** The announced artwork. If it was deleted, no delivery that began meanwhile remains. */
    private Optional<Artwork> find(Announcement announcement) {
        return artworks.look(announcement.keyId(), announcement.artworkId())
                .flatMap(record -> record.match(Optional::of, tombstone -> {
                    deliveries.delete(tombstone.id());
                    return Optional.empty();
                }));
    }

    private boolean goOn(Task task) {
        return deliveries.find(task.id()).map(version -> goOn(task, version)).orElse(true);
    }

    private boolean goOn(Task task, Version<Delivery> version) {
        Step step = version.value().step();
        if (step instanceof Step.Ended) {
            return true;
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
                patience.before(task.artwork().organization(), task.webhook()));
        patience.after(task.artwork().organization(), task.webhook(), answer);
        Work.record("Post", began);
        Work.outcome(answer.outcome()
                .match(answered -> "answered " + answered.statusCode() / 100 + "xx", unanswered -> "unanswered"));
        return note(task, mine, answer);
    }

    // If another process has taken the delivery over, it continues, unless this answer ends the delivery.
    private boolean note(Task task, Step.Posting mine, WebhookResponse answer) {
        Optional<Delivery> noted = deliveries.update(task.id(), delivery -> {
            boolean held = delivery.step().equals(mine);
            if (!held && (!answer.last() || delivery.step() instanceof Step.Ended)) {
                return Optional.empty();
            }
            Delivery with = delivery.with(new Delivery.Attempt(mine.since(), answer.outcome()));
            return Optional.of(with.at(schedule.after(with, answer, now())));
        });
        return noted.isEmpty() || noted.get().step() instanceof Step.Ended || goOn(task);
    }

    // Two dead letters of one artwork do no harm; a missing one would.
    private boolean giveUp(Task task, Version<Delivery> version) {
        deadLetters.send(task.announcement(), task.artwork().organization());
        Work.outcome("given up");
        return deliveries.advance(task.id(), version, version.value().at(new Step.Ended()));
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
