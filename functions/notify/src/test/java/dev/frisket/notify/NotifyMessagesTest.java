package dev.frisket.notify;

import static dev.frisket.notify.TlsReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.SimulatedQueue.Received;
import dev.frisket.core.TestContext;
import dev.frisket.core.webhook.Announcement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The handling of messages: duplicates, and malformed ones. */
class NotifyMessagesTest extends ReceiverFixture {
    @Test
    void duplicatesInParallelCallOnce() {
        receiver.behave((number, out) -> {
            Thread.sleep(300);
            answering("200 OK").answer(number, out);
        });
        String body = new Announcement(stand.artwork.id(), "key1").write();
        SQSEvent eight = Received.event(Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                .map(id -> new Received(id, id + "/1", body, 1))
                .toArray(Received[]::new));
        NotifyHandler handler =
                stand.handler(stand.data, stand.webhooks, stand.deadLetters, stand.over(receiver.client()));

        int kept = handler.handleRequest(eight, new TestContext())
                .getBatchItemFailures()
                .size();

        assertThat(receiver.received()).hasSize(1);
        assertThat(kept).isEqualTo(7);
        stand.clock.set(Stand.NOW.plus(Notifier.LEASE));
        assertThat(handler.handleRequest(eight, new TestContext()).getBatchItemFailures())
                .isEmpty();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void duplicatesShareOneSchedule() {
        receiver.behave(
                (number, out) -> answering(number < 10 ? "500 Oops" : "200 OK").answer(number, out));
        for (int i = 0; i < 3; i++) {
            stand.webhooks.send(new Announcement(stand.artwork.id(), "key1"), "acme");
        }

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).hasSize(10);
        NotifyHandlerTest.assertOnSchedule(stand.offsets());
    }

    @Test
    void whatIsGoneHasNotEndedOrHasNoWebhookIsForgotten() {
        stand.clock.set(Stand.NOW.plus(Duration.ofDays(8)));
        stand.webhooks.send(new Announcement(stand.artwork.id(), "key1"), "acme");
        stand.webhooks.send(new Announcement(stand.artwork.id(), "key2"), "acme");
        stand.webhooks.send(new Announcement(new Stand(null).artwork.id(), "key1"), "acme");

        stand.deliver(receiver.client());

        assertThat(receiver.received()).isEmpty();
        assertThat(stand.data.contentTypes().keySet()).noneMatch(key -> key.startsWith("deliveries/"));
    }

    @Test
    void anAnnouncementOfAnArtworkThatIsGoneIsForgotten() {
        SQSEvent event = Events.read("notify-announcement", SQSEvent.class);
        NotifyHandler handler =
                stand.handler(stand.data, stand.webhooks, stand.deadLetters, stand.over(receiver.client()));

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void aMessageThatIsNoAnnouncementIsKept() {
        SQSEvent event = Events.read("segment-not-a-job", SQSEvent.class);
        NotifyHandler handler =
                stand.handler(stand.data, stand.webhooks, stand.deadLetters, stand.over(receiver.client()));

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .hasSize(1);
    }
}
