package dev.frisket.core.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A standard SQS queue in memory: a received message hides, returns, and becomes a dead letter. It records what functions
 * send and postpone, and can be made to fail.
 */
public final class InMemoryQueue<M extends Message> implements MessageQueue<M> {
    private static final Duration LONGEST_DELAY = Duration.ofHours(12);

    private final List<M> sent = new CopyOnWriteArrayList<>();
    private final List<String> organizations = new CopyOnWriteArrayList<>();
    private final List<Duration> postponed = new CopyOnWriteArrayList<>();
    private final List<Stored> messages = new ArrayList<>();
    private final Clock clock;
    private final Duration visibility;
    private final Duration grain;
    private @Nullable InMemoryQueue<M> deadLetters;
    private int mostReceives;
    private int added;
    private volatile boolean failing;

    private static final class Stored {
        private final String id;
        private final String body;
        private final @Nullable String group;
        private Instant visible;
        private int receives;

        Stored(String id, String body, @Nullable String group, Instant visible) {
            this.id = id;
            this.body = body;
            this.group = group;
            this.visible = visible;
        }

        Instant visible() {
            return visible;
        }

        boolean visibleAt(Instant now) {
            return !visible.isAfter(now);
        }

        boolean namedBy(String receipt) {
            return receipt.startsWith(id + "/");
        }
    }

    /** A queue that nothing receives from. */
    public InMemoryQueue() {
        this(Clock.systemUTC(), Duration.ZERO, Duration.ZERO);
    }

    /**
     * A queue that keeps each message until it is deleted.
     *
     * @param visibility how long a received message hides
     * @param grain delays are rounded up to its next multiple, so that runs repeat although jitter is random; zero: exact
     */
    public InMemoryQueue(Clock clock, Duration visibility, Duration grain) {
        this.clock = clock;
        this.visibility = visibility;
        this.grain = grain;
    }

    /** Moves messages received {@code mostReceives} times to {@code deadLetters}. */
    public InMemoryQueue<M> redriving(InMemoryQueue<M> deadLetters, int mostReceives) {
        this.deadLetters = deadLetters;
        this.mostReceives = mostReceives;
        return this;
    }

    @Override
    public synchronized void send(M message, String organization) {
        if (failing) {
            throw new QueueUnavailable("injected fault", new IllegalStateException());
        }
        sent.add(message);
        organizations.add(organization);
        add(message.write(), organization);
    }

    @Override
    public synchronized void postpone(String receipt, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("SQS does not take " + delay);
        }
        postponed.add(delay);
        messages.stream()
                .filter(message -> message.namedBy(receipt))
                .forEach(message -> message.visible = rounded(clock.instant().plus(delay)));
    }

    /** Sets whether sending fails from now on. */
    public void failing(boolean now) {
        failing = now;
    }

    /** Every message that a function sent, in this order. */
    public List<M> sent() {
        return sent;
    }

    /** The organization of every message that a function sent, in this order. */
    public List<String> organizations() {
        return organizations;
    }

    /** Every delay, in the order asked for. */
    public List<Duration> postponed() {
        return postponed;
    }

    /** Adds a body that need not be a message, for no organization. */
    public synchronized void add(String body) {
        add(body, null);
    }

    private synchronized void add(String body, @Nullable String group) {
        messages.add(new Stored("m" + added++, body, group, clock.instant()));
    }

    /** Receives one of the visible messages; empty if there is none. */
    public synchronized Optional<ReceivedMessage> receive(int which) {
        redrive();
        Instant now = clock.instant();
        return handOut(
                messages.stream().filter(message -> message.visibleAt(now)).toList(), which);
    }

    /** Receives any message, even one that is being processed: at least once is not exactly once. */
    public synchronized Optional<ReceivedMessage> receiveHidden(int which) {
        return handOut(List.copyOf(messages), which);
    }

    /** Deletes a message. */
    public synchronized void delete(String receipt) {
        messages.removeIf(message -> message.namedBy(receipt));
    }

    /** Whether a message has not been deleted. */
    public synchronized boolean contains(String receipt) {
        return messages.stream().anyMatch(message -> message.namedBy(receipt));
    }

    /** When the next message becomes visible; empty if there is none. */
    public synchronized Optional<Instant> nextVisible() {
        redrive();
        return messages.stream().map(Stored::visible).min(Comparator.naturalOrder());
    }

    /** Deletes all messages with this body and returns how many there were. */
    public synchronized int discard(String body) {
        int before = messages.size();
        messages.removeIf(message -> message.body.equals(body));
        return before - messages.size();
    }

    /** Deletes all messages and records. */
    public synchronized void clear() {
        messages.clear();
        sent.clear();
        organizations.clear();
        postponed.clear();
    }

    /** The bodies of all messages. */
    public synchronized List<String> bodies() {
        return messages.stream().map(message -> message.body).toList();
    }

    private Optional<ReceivedMessage> handOut(List<Stored> from, int which) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Stored message = from.get(which % from.size());
        message.receives++;
        message.visible = rounded(clock.instant().plus(visibility));
        return Optional.of(new ReceivedMessage(
                message.id, message.id + "/" + message.receives, message.body, message.group, message.receives));
    }

    private void redrive() {
        InMemoryQueue<M> target = deadLetters;
        if (target == null) {
            return;
        }
        Instant now = clock.instant();
        List<Stored> dead = messages.stream()
                .filter(message -> message.receives >= mostReceives && message.visibleAt(now))
                .toList();
        messages.removeAll(dead);
        dead.forEach(message -> target.add(message.body, message.group));
    }

    private Instant rounded(Instant time) {
        if (grain.isZero()) {
            return time;
        }
        long seconds = grain.toSeconds();
        return Instant.ofEpochSecond((time.getEpochSecond() + seconds) / seconds * seconds);
    }
}
