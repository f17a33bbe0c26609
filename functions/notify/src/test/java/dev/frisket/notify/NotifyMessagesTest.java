package dev.frisket.notify;

import static dev.frisket.outbound.WebhookReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestBackend;
import dev.frisket.core.TestContext;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.webhook.Announcement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The handling of messages: duplicates, and malformed ones. */
class NotifyMessagesTest extends ReceiverFixture {
    @Test
    void duplicatesInParallelCallOnce() {
        receiver.answer((request, connection) -> {
            Thread.sleep(300);
            answering("200 OK").write(request, connection);
        });
        String body = new Announcement(notifier.artwork.id(), "key1").write();
        SQSEvent eight = ReceivedMessage.event(Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                .map(id -> new ReceivedMessage(id, body, 1))
                .toArray(ReceivedMessage[]::new));
        NotifyHandler handler = notifier.handler(notifier.over(receiver.client()));

        int kept = handler.handleRequest(eight, new TestContext())
                .getBatchItemFailures()
                .size();

        assertThat(receiver.received()).hasSize(1);
        assertThat(kept).isEqualTo(7);
        notifier.clock.set(TestBackend.NOW.plus(Notifier.LEASE));
        assertThat(handler.handleRequest(eight, new TestContext()).getBatchItemFailures())
                .isEmpty();
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void duplicatesShareOneSchedule() {
        receiver.answer((request, connection) ->
                answering(request.number() < 10 ? "500 Oops" : "200 OK").write(request, connection));
        for (int i = 0; i < 3; i++) {
            notifier.webhooks.send(new Announcement(notifier.artwork.id(), "key1"), "acme");
        }

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).hasSize(10);
        NotifyHandlerTest.assertOnSchedule(notifier.offsets());
    }

    @Test
    void whatIsGoneHasNotEndedOrHasNoWebhookIsForgotten() {
        notifier.clock.set(TestBackend.NOW.plus(Duration.ofDays(8)));
        notifier.webhooks.send(new Announcement(notifier.artwork.id(), "key1"), "acme");
        notifier.webhooks.send(new Announcement(notifier.artwork.id(), "key2"), "acme");
        notifier.webhooks.send(new Announcement(new NotifierFixture(null).artwork.id(), "key1"), "acme");

        notifier.deliver(receiver.client());

        assertThat(receiver.received()).isEmpty();
        assertThat(notifier.data.contentTypes().keySet()).noneMatch(key -> key.startsWith("deliveries/"));
    }

    @Test
    void anAnnouncementOfAnArtworkThatIsGoneIsForgotten() {
        SQSEvent event = Events.read("notify-announcement", SQSEvent.class);
        NotifyHandler handler = notifier.handler(notifier.over(receiver.client()));

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void aMessageThatIsNoAnnouncementIsKept() {
        SQSEvent event = Events.read("segment-not-a-job", SQSEvent.class);
        NotifyHandler handler = notifier.handler(notifier.over(receiver.client()));

        assertThat(handler.handleRequest(event, new TestContext()).getBatchItemFailures())
                .hasSize(1);
    }
}
