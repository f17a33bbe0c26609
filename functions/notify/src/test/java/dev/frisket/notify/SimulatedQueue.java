package dev.frisket.notify;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.TestContext;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A queue of SQS and the function behind it, in simulated time: what would take days takes none. */
final class SimulatedQueue implements WebhookQueue {
    /** What the template sets. */
    static final Duration VISIBILITY = Duration.ofMinutes(3);

    static final Duration RETENTION = Duration.ofDays(4);
    static final int MOST_RECEIVES = 50;

    private final List<Message> messages = new ArrayList<>();
    private final SteppedClock clock;

    private static final class Message {
        private final String id;
        private final String body;
        private final Instant sent;
        private Instant visible;
        private int receives;

        Message(String id, String body, Instant sent) {
            this.id = id;
            this.body = body;
            this.sent = sent;
            this.visible = sent;
        }

        Instant visible() {
            return visible;
        }
    }

    SimulatedQueue(SteppedClock clock) {
        this.clock = clock;
    }

    @Override
    public void send(Announcement announcement) {
        messages.add(new Message("m" + messages.size(), announcement.write(), clock.instant()));
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        if (delay.isNegative() || delay.compareTo(Duration.ofHours(12)) >= 0) {
            throw new IllegalArgumentException("SQS does not take " + delay);
        }
        messages.stream()
                .filter(message -> message.id.equals(receipt))
                .forEach(message -> message.visible = clock.instant().plus(delay));
    }

    /** Hands messages out, each when it is visible, until all are deleted; whatever the function throws kills it. */
    void drain(RequestHandler<SQSEvent, SQSBatchResponse> function) {
        for (Optional<Message> next = next(); next.isPresent(); next = next()) {
            Message message = next.get();
            if (message.visible.isAfter(clock.instant())) {
                clock.set(message.visible);
            }
            if (++message.receives > MOST_RECEIVES || clock.instant().isAfter(message.sent.plus(RETENTION))) {
                throw new AssertionError("the queue gave the message up by itself");
            }
            message.visible = clock.instant().plus(VISIBILITY);
            if (handled(function, message)) {
                messages.remove(message);
            }
        }
    }

    private Optional<Message> next() {
        return messages.stream().min(Comparator.comparing(Message::visible));
    }

    private static boolean handled(RequestHandler<SQSEvent, SQSBatchResponse> function, Message message) {
        try {
            return function.handleRequest(event(message.id, message.body), new TestContext())
                    .getBatchItemFailures()
                    .isEmpty();
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** An event of messages that all hold {@code body}. */
    static SQSEvent event(String firstId, String body, String... moreIds) {
        SQSEvent event = new SQSEvent();
        List<SQSEvent.SQSMessage> records = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(moreIds));
        ids.add(0, firstId);
        for (String id : ids) {
            SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
            message.setMessageId(id);
            message.setReceiptHandle(id);
            message.setBody(body);
            records.add(message);
        }
        event.setRecords(records);
        return event;
    }
}
