package dev.frisket.promise;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.SimulatedQueue;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.Message;
import dev.frisket.core.queue.MessageQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Simulates buckets, queues, time, and the processes that use them.
 *
 * <p>One thread runs everything, so that a seed repeats it. Concurrent processes are simulated by running one inside a
 * call of another: the call is suspended until the inner process ends or dies.
 */
final class World extends Clock {
    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int FAULTS_IN_100_CALLS = 6;
    private static final Duration GRAIN = Duration.ofMinutes(5);
    private static final int DEATHS_IN_100_CALLS = 25;
    /** Processes that run at the same time. */
    static final int MOST_AT_ONCE = 3;
    /** Largest skew of any clock, in either direction. */
    static final Duration MOST_SKEW = Duration.ofMinutes(5);
    /** Visibility timeout of a job. */
    static final Duration VISIBILITY = Duration.ofMinutes(12);
    /** Receives after which a job is a dead letter. */
    static final int MOST_RECEIVES = 5;

    private final Deque<Running> running = new ArrayDeque<>();
    private final Map<String, Integer> incidents = new TreeMap<>();
    private final Faults faults = new Faults(this::next);
    private Instant now = BEGIN;
    private boolean faulty = true;
    private boolean deadly;
    private Consumer<RandomGenerator> meanwhile = random -> {};

    final InMemoryBucket data = new InMemoryBucket();
    final InMemoryBucket control = new InMemoryBucket();
    final SimulatedQueue deadJobs = new SimulatedQueue(this, Duration.ofMinutes(3), 0, null).by(GRAIN);
    final SimulatedQueue jobs = new SimulatedQueue(this, VISIBILITY, MOST_RECEIVES, deadJobs).by(GRAIN);
    final SimulatedQueue webhooks = new SimulatedQueue(this, Duration.ofMinutes(3), 0, null).by(GRAIN);
    final SimulatedQueue deadWebhooks = new SimulatedQueue(this, Duration.ofMinutes(3), 0, null).by(GRAIN);

    private static final class Running {
        private final RandomGenerator random;
        private final Duration skew;
        private boolean killed;

        Running(RandomGenerator random, Duration skew) {
            this.random = random;
            this.skew = skew;
        }
    }

    /**
     * Resets everything but the counts of incidents.
     *
     * @param happening runs while a process is suspended
     */
    void beginAnew(Consumer<RandomGenerator> happening) {
        meanwhile = happening;
        for (InMemoryBucket bucket : List.of(data, control)) {
            bucket.list("", Integer.MAX_VALUE).forEach(bucket::delete);
        }
        List.of(deadJobs, jobs, webhooks, deadWebhooks).forEach(SimulatedQueue::clear);
        now = BEGIN;
        faulty = true;
    }

    /** Stops all faults from now on. */
    void calmDown() {
        faulty = false;
    }

    /** Sets whether processes die much more often than usual. */
    void deadly(boolean now) {
        deadly = now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passUntil(Instant time) {
        now = now.isBefore(time) ? time : now;
    }

    /** The true time, regardless of the processes' clocks. */
    Instant now() {
        return now;
    }

    <T> T port(Class<T> type, T behind) {
        return faults.through(type, behind);
    }

    <M extends Message> MessageQueue<M> queue(MessageQueue<M> behind) {
        return faults.through(behind);
    }

    Bucket bucket(Bucket behind) {
        return port(Bucket.class, behind);
    }

    /** Runs a process without faults. */
    <T> T runCalmly(Supplier<T> process) {
        boolean before = faulty;
        faulty = false;
        try {
            return Optional.ofNullable(run(0, process)).orElseThrow();
        } finally {
            faulty = before;
        }
    }

    /** Runs a process with a clock of its own; null if it was killed. */
    <T> @Nullable T run(long seed, Supplier<T> process) {
        RandomGenerator random = new SplittableRandom(seed);
        int skew = faulty ? skew(random) : 0;
        Running me = new Running(random, Duration.ofSeconds(skew));
        running.push(me);
        try {
            return process.get();
        } catch (RuntimeException | Error e) {
            if (!killed(e)) {
                throw e;
            }
            return null;
        } finally {
            running.pop();
        }
    }

    /** Whether an incident other than a fault of a port happens to the running process. */
    boolean unlucky(String incident) {
        Running me = running.element();
        boolean unlucky = faulty && me.random.nextInt(100) < FAULTS_IN_100_CALLS;
        if (unlucky) {
            count(incident);
        }
        return unlucky;
    }

    void count(String incident) {
        incidents.merge(incident, 1, Integer::sum);
    }

    /** The incidents and faults so far, and how often each happened. */
    Map<String, Integer> incidents() {
        Map<String, Integer> all = new TreeMap<>(incidents);
        faults.counts().forEach((fault, count) -> all.merge("port call: " + fault, count, Integer::sum));
        return all;
    }

    @Override
    public Instant instant() {
        return running.isEmpty() ? now : now.plus(running.element().skew);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    private Fault next(String call) {
        Running me = running.element();
        if (me.killed) {
            return Fault.KILLED_BEFORE;
        }
        if (deadly && me.random.nextInt(100) < DEATHS_IN_100_CALLS) {
            me.killed = true;
            return me.random.nextBoolean() ? Fault.KILLED_BEFORE : Fault.KILLED_AFTER;
        }
        if (!faulty || me.random.nextInt(100) >= FAULTS_IN_100_CALLS) {
            return Fault.NONE;
        }
        if (me.random.nextInt(3) == 0) {
            if (running.size() < MOST_AT_ONCE) {
                count("held up while others went on");
                meanwhile.accept(me.random);
            }
            return Fault.NONE;
        }
        Fault fault = FAULTS.get(me.random.nextInt(FAULTS.size()));
        me.killed = fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER;
        return fault;
    }

    private static int skew(RandomGenerator random) {
        int most = (int) MOST_SKEW.toSeconds();
        return random.nextInt(-most, most + 1);
    }

    private static boolean killed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Faults.Killed) {
                return true;
            }
        }
        return false;
    }
}
