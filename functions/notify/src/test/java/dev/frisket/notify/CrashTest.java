package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestBackend;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.outbound.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the notifier at each call of its bucket and its queues, before and after the call takes effect. */
class CrashTest {
    private static final WebhookResponse THANKS = new WebhookResponse(new Delivery.Answered(204), Duration.ZERO);
    private static final WebhookResponse OOPS = new WebhookResponse(new Delivery.Answered(500), Duration.ZERO);

    private final AtomicInteger posts = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void aDeliveryThatBreaksOffAnywhereIsCompletedByTheNextHandingOut(Fault kill) {
        Receiver atTheThird = (webhook, headers, body, atMost) -> posts.incrementAndGet() <= 2 ? OOPS : THANKS;
        int steps = calls(atTheThird);
        for (int fatal = 1; fatal <= steps; fatal++) {
            NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);
            run(notifier, Faults.at(fatal, kill), atTheThird);

            assertThat(notifier.delivery().step())
                    .as("killed at call %d", fatal)
                    .isEqualTo(new Delivery.Step.Ended());
            assertThat(notifier.outcomes()).as("killed at call %d", fatal).endsWith(204);
            assertThat(posts.get()).as("killed at call %d", fatal).isBetween(3, 4);
            assertThat(notifier.deadWebhooks.sent())
                    .as("killed at call %d", fatal)
                    .isEmpty();
            assertThat(notifier.data.list("postponed/", 1))
                    .as("killed at call %d", fatal)
                    .isEmpty();
        }
        assertThat(steps).isGreaterThan(15);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void aReceiverIsGivenUpWhereverThatBreaksOff(Fault kill) {
        Receiver lost = (webhook, headers, body, atMost) -> WebhookResponse.none("It is gone.");
        int steps = calls(lost);
        for (int fatal = 1; fatal <= steps; fatal++) {
            NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);
            run(notifier, Faults.at(fatal, kill), lost);

            assertThat(notifier.delivery().step())
                    .as("killed at call %d", fatal)
                    .isEqualTo(new Delivery.Step.Ended());
            assertThat(notifier.outcomes()).as("killed at call %d", fatal).hasSize(10);
            assertThat(notifier.deadWebhooks.sent())
                    .as("killed at call %d", fatal)
                    .hasSizeBetween(1, 2);
            assertThat(notifier.data.list("postponed/", 1))
                    .as("killed at call %d", fatal)
                    .isEmpty();
        }
        assertThat(steps).isGreaterThan(50);
    }

    @Test
    void anAttemptThatItsWorkerDiedOfIsMadeAgain() {
        NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);
        Instant died = TestBackend.NOW.minus(Notifier.LEASE);
        notifier.clock.set(died);
        var deliveries = new DeliveryStore(notifier.data);
        var begun = deliveries.begin(notifier.artwork.id(), died);
        deliveries.advance(
                notifier.artwork.id(), begun, begun.value().at(new Delivery.Step.Posting("f".repeat(32), died)));
        notifier.clock.set(TestBackend.NOW.minusMillis(1));

        run(notifier, Faults.always(Fault.NONE), (webhook, headers, body, atMost) -> THANKS);

        assertThat(notifier.delivery().attempts()).singleElement().satisfies(attempt -> assertThat(attempt.at())
                .isBetween(TestBackend.NOW, TestBackend.NOW.plus(Duration.ofSeconds(1))));
    }

    /** Deletes the artwork before each call of a notifier, which then may die at each further call. */
    @Test
    void noAttemptBeginsAfterADeletionAndNoDeliveryIsLeft() {
        Receiver refusing = (webhook, headers, body, atMost) -> OOPS;
        int steps = calls(refusing);
        for (int moment = 1; moment <= steps; moment += moment < 20 ? 1 : 7) {
            for (Fault kill : List.of(Fault.NONE, Fault.KILLED_BEFORE, Fault.KILLED_AFTER)) {
                for (int later = 1; later <= 4; later++) {
                    deleteAt(moment, kill, moment + later);
                }
            }
        }
    }

    private void deleteAt(int moment, Fault kill, int fatal) {
        NotifierFixture notifier = new NotifierFixture(WebhookReceiver.URL);
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean deleted = new AtomicBoolean();
        Faults faults = new Faults(call -> {
            int number = calls.incrementAndGet();
            if (number == moment) {
                notifier.delete();
                deleted.set(true);
            }
            return number == fatal ? kill : Fault.NONE;
        });
        run(notifier, faults, (webhook, headers, body, atMost) -> {
            assertThat(deleted).as("deleted before call %d", moment).isFalse();
            return OOPS;
        });

        assertThat(deleted).isTrue();
        assertThat(notifier.data.list("", 9)).hasSize(1).allMatch(key -> key.startsWith("artworks/"));
    }

    private int calls(Receiver receiver) {
        Faults none = Faults.always(Fault.NONE);
        run(new NotifierFixture(WebhookReceiver.URL), none, receiver);
        return none.calls();
    }

    private void run(NotifierFixture notifier, Faults faults, Receiver receiver) {
        posts.set(0);
        notifier.webhooks.send(new Announcement(notifier.artwork.id(), "key1"), "acme");
        notifier.drain(notifier.handler(faults, receiver));
    }
}
