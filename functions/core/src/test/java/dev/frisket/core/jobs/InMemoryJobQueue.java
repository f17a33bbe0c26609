package dev.frisket.core.jobs;

import dev.frisket.core.queue.QueueUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue in memory, for tests: it keeps what was sent and what was postponed, and fails when told to. */
public final class InMemoryJobQueue implements JobQueue {
    private final List<Job> sent = new CopyOnWriteArrayList<>();
    private final List<Duration> postponed = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    @Override
    public void send(Job job) {
        if (failing) {
            throw new QueueUnavailable("told to fail", new IllegalStateException());
        }
        sent.add(job);
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        postponed.add(delay);
    }

    /** From now on nothing can be sent. */
    public void fail() {
        failing = true;
    }

    /** Every job, in the order sent. */
    public List<Job> sent() {
        return sent;
    }

    /** Every delay, in the order asked for. */
    public List<Duration> postponed() {
        return postponed;
    }
}
