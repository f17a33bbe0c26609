package dev.frisket.core;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.queue.MessageQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A standard SQS queue in simulated time: a received message hides, returns, and becomes a dead letter. */
public final class SimulatedQueue {
    private static final Duration LONGEST_DELAY = Duration.ofHours(12);

    private final List<Waiting> messages = new ArrayList<>();
    private final Clock clock;
    private final Duration visibility;
    private final int mostReceives;
    private final @Nullable SimulatedQueue deadLetters;
    private Duration grain = Duration.ZERO;
    private int sent;

    /**
     * A received message.
     *
     * @param receipt names this handing-out
     * @param group whom it was sent for; null: nobody
     * @param count how often it was handed out, this time included
     */
    public record Received(String id, String receipt, String body, @Nullable String group, int count) {

        /** One that was sent for nobody. */
        public Received(String id, String receipt, String body, int count) {
            this(id, receipt, body, null, count);
        }

        /** The event that brings these messages to a function. */
        public static SQSEvent event(Received... messages) {
            SQSEvent event = new SQSEvent();
            event.setRecords(Stream.of(messages).map(Received::record).toList());
            return event;
        }

        private SQSEvent.SQSMessage record() {
            SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
            record.setMessageId(id);
            record.setReceiptHandle(receipt);
            record.setBody(body);
            Map<String, String> attributes = new HashMap<>();
            attributes.put("ApproximateReceiveCount", Integer.toString(count));
            if (group != null) {
                attributes.put("MessageGroupId", group);
            }
            record.setAttributes(attributes);
            return record;
        }
    }

    private static final class Waiting {
        private final String id;
        private final String body;
        private final @Nullable String group;
        private Instant visible;
        private int receives;

        Waiting(String id, String body, @Nullable String group, Instant visible) {
            this.id = id;
            this.body = body;
            this.group = group;
            this.visible = visible;
        }

        Instant visible() {
            return visible;
        }
    }

    /** @param deadLetters takes messages received {@code mostReceives} times; null: nothing is ever given up */
    public SimulatedQueue(Clock clock, Duration visibility, int mostReceives, @Nullable SimulatedQueue deadLetters) {
        this.clock = clock;
        this.visibility = visibility;
        this.mostReceives = mostReceives;
        this.deadLetters = deadLetters;
    }

    /** Rounds delays up to the next whole multiple of {@code grain}: runs repeat although jitter is random. */
    public SimulatedQueue by(Duration grain) {
        this.grain = grain;
        return this;
    }

    /** Adds a message for nobody. */
    public void send(String body) {
        send(body, null);
    }

    private void send(String body, @Nullable String group) {
        messages.add(new Waiting("m" + sent++, body, group, clock.instant()));
    }

    /** Receives one of the visible messages; empty if there is none. */
    public Optional<Received> receive(int which) {
        buryTheDead();
        return handOut(
                messages.stream()
                        .filter(message -> !message.visible.isAfter(clock.instant()))
                        .toList(),
                which);
    }

    /** Receives any message, even one that is being processed: at least once is not exactly once. */
    public Optional<Received> receiveHidden(int which) {
        return handOut(List.copyOf(messages), which);
    }

    /** Deletes a message. */
    public void delete(String receipt) {
        messages.removeIf(message -> message.id.equals(id(receipt)));
    }

    /** Whether a message is still there. */
    public boolean holds(String receipt) {
        return messages.stream().anyMatch(message -> message.id.equals(id(receipt)));
    }

    /** When the next message becomes visible; empty if there is none. */
    public Optional<Instant> nextVisible() {
        buryTheDead();
        return messages.stream().map(Waiting::visible).min(Comparator.naturalOrder());
    }

    /** Deletes all messages with this body and returns how many there were. */
    public int discard(String body) {
        int before = messages.size();
        messages.removeIf(message -> message.body.equals(body));
        return before - messages.size();
    }

    /** Deletes all messages. */
    public void clear() {
        messages.clear();
    }

    /** The bodies of all messages. */
    public List<String> bodies() {
        return messages.stream().map(message -> message.body).toList();
    }

    /** This queue as functions use it. */
    public <M extends dev.frisket.core.queue.Message> MessageQueue<M> port() {
        return new MessageQueue<>() {
            @Override
            public void send(M message, String organization) {
                SimulatedQueue.this.send(message.write(), organization);
            }

            @Override
            public void postpone(String receipt, Duration delay) {
                SimulatedQueue.this.postpone(receipt, delay);
            }
        };
    }

    private void postpone(String receipt, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("SQS does not take " + delay);
        }
        change(receipt, message -> message.visible = rounded(clock.instant().plus(delay)));
    }

    private void change(String receipt, Consumer<Waiting> how) {
        messages.stream().filter(message -> message.id.equals(id(receipt))).forEach(how);
    }

    private Optional<Received> handOut(List<Waiting> from, int which) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Waiting message = from.get(which % from.size());
        message.receives++;
        message.visible = rounded(clock.instant().plus(visibility));
        return Optional.of(new Received(
                message.id, message.id + "/" + message.receives, message.body, message.group, message.receives));
    }

    private void buryTheDead() {
        if (deadLetters == null) {
            return;
        }
        List<Waiting> dead = messages.stream()
                .filter(message -> message.receives >= mostReceives && !message.visible.isAfter(clock.instant()))
                .toList();
        messages.removeAll(dead);
        dead.forEach(message -> deadLetters.send(message.body, message.group));
    }

    private Instant rounded(Instant time) {
        if (grain.isZero()) {
            return time;
        }
        long seconds = grain.toSeconds();
        return Instant.ofEpochSecond((time.getEpochSecond() + seconds) / seconds * seconds);
    }

    private static String id(String receipt) {
        return receipt.substring(0, receipt.indexOf('/'));
    }
}
