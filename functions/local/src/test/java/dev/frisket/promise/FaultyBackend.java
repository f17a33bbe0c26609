package dev.frisket.promise;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestBackend;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import java.time.Duration;
import java.time.Instant;
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
 * A backend whose calls fail, whose processes die, and whose clock each process reads with a skew.
 *
 * <p>One thread runs everything, so that a seed repeats it. Concurrent processes are simulated by running one inside a
 * call of another: the call is suspended until the inner process ends or dies.
 */
final class FaultyBackend extends TestBackend {
    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int FAULTS_IN_100_CALLS = 6;
    private static final Duration GRAIN = Duration.ofMinutes(5);
    private static final int DEATHS_IN_100_CALLS = 25;
    /** Processes that run at the same time. */
    static final int MOST_AT_ONCE = 3;
    /** Largest skew of any clock, in either direction. */
    static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private final Deque<Running> running = new ArrayDeque<>();
    private final Map<String, Integer> incidents = new TreeMap<>();
    private final Faults faults = new Faults(this::next);
    private final SkewedClock skewed;
    private boolean faulty = true;
    private boolean deadly;
    private Consumer<RandomGenerator> meanwhile = random -> {};

    private static final class Running {
        private final RandomGenerator random;
        private final Duration skew;
        private boolean killed;

        Running(RandomGenerator random, Duration skew) {
            this.random = random;
            this.skew = skew;
        }
    }

    FaultyBackend() {
        this(new SkewedClock(NOW));
    }

    private FaultyBackend(SkewedClock clock) {
        super(clock, GRAIN);
        skewed = clock;
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
        List.of(deadJobs, jobs, webhooks, deadWebhooks).forEach(InMemoryQueue::clear);
        clock.set(NOW);
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

    void passUntil(Instant time) {
        if (now().isBefore(time)) {
            clock.set(time);
        }
    }

    /** The true time, regardless of the processes' clocks. */
    Instant now() {
        return skewed.unskewed();
    }

    /** What the processes are made of. */
    Ports faultyPorts() {
        return ports(faults);
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
        running.push(new Running(random, faulty ? skew(random) : Duration.ZERO));
        setClock();
        try {
            return process.get();
        } catch (RuntimeException | Error e) {
            if (!killed(e)) {
                throw e;
            }
            return null;
        } finally {
            running.pop();
            setClock();
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

    private void setClock() {
        skewed.skew(running.isEmpty() ? Duration.ZERO : running.element().skew);
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

    private static Duration skew(RandomGenerator random) {
        int most = (int) MOST_SKEW.toSeconds();
        return Duration.ofSeconds(random.nextInt(-most, most + 1));
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
