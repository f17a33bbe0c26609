package dev.frisket.core.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue in memory, for tests: records sent and postponed messages, and can be made to fail. */
public final class InMemoryQueue<M extends Message> implements MessageQueue<M> {
    private final List<M> sent = new CopyOnWriteArrayList<>();
    private final List<Duration> postponed = new CopyOnWriteArrayList<>();
    private final List<String> organizations = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void send(M message, String organization) {
        if (failing) {
            throw new QueueUnavailable("told to fail", new IllegalStateException());
        }
        sent.add(message);
        organizations.add(organization);
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        postponed.add(delay);
    }

    /** Sets whether sending fails from now on. */
    public void failing(boolean now) {
        failing = now;
    }

    /** Every message, in the order sent. */
    public List<M> sent() {
        return sent;
    }

    /** The organization of every message, in the order sent. */
    public List<String> organizations() {
        return organizations;
    }

    /** Every delay, in the order asked for. */
    public List<Duration> postponed() {
        return postponed;
    }
}
