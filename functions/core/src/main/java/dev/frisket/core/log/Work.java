package dev.frisket.core.log;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on one artwork, by the thread that began it: what is logged meanwhile names the artwork, messages that
 * are sent carry its trace on, and its end says what came of it and how long its parts took.
 */
public final class Work {
    private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();
    private static final AtomicBoolean FIRST = new AtomicBoolean(true);

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private final String kind;
    private final String artworkId;
    private final @Nullable String trace;
    private final @Nullable Work before = CURRENT.get();
    private String outcome = "nothing to do";

    private Work(String kind, String artworkId, @Nullable String trace) {
        this.kind = kind;
        this.artworkId = artworkId;
        this.trace = Trace.valid(trace).orElse(null);
    }

    /**
     * A piece of work that begins now.
     *
     * @param kind what the metric that counts outcomes is called, such as {@code Artworks}
     * @param trace the trace header of the message that asked for it, or null
     */
    public static Work begin(String kind, String artworkId, @Nullable String trace) {
        Work work = new Work(kind, artworkId, trace);
        if (FIRST.getAndSet(false)) {
            ProcessHandle.current()
                    .info()
                    .startInstant()
                    .ifPresent(start -> work.nanos.put("ColdStart", nanosSince(start)));
        }
        return work;
    }

    /** What this thread is at. */
    public static Optional<Work> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Says, of what this thread is at, that a part which began at {@code nanoTime} is over. */
    public static void record(String part, long nanoTime) {
        long now = System.nanoTime();
        current().ifPresent(work -> work.nanos.merge(part, now - nanoTime, Long::sum));
    }

    /** Notes how long something took. */
    public Work record(String part, Duration duration) {
        nanos.merge(part, Math.max(0, duration.toNanos()), Long::sum);
        return this;
    }

    /** Notes, of what this thread is at, what came of it: few different words, of which each makes a metric. */
    public static void outcome(String outcome) {
        current().ifPresent(work -> work.outcome = outcome);
    }

    String kind() {
        return kind;
    }

    String artworkId() {
        return artworkId;
    }

    /** The trace that it belongs to, as X-Ray writes it. */
    public Optional<String> trace() {
        return Optional.ofNullable(trace);
    }

    /** Does it: whether it is done. What is thrown is logged, and it is not done then. */
    public boolean during(BooleanSupplier task) {
        CURRENT.set(this);
        try {
            return task.getAsBoolean();
        } catch (RuntimeException e) {
            outcome = "broken off";
            Lines.output().say(Level.ERROR, kind + " broken off", e);
            return false;
        } finally {
            end();
            CURRENT.set(before);
        }
    }

    private void end() {
        nanos.put("Total", System.nanoTime() - began);
        Map<String, Long> millis = new LinkedHashMap<>();
        nanos.forEach((part, time) -> millis.put(part, Duration.ofNanos(time).toMillis()));
        Lines.output().measured(this, outcome, millis);
    }

    private static long nanosSince(Instant start) {
        return Duration.between(start, Instant.now()).toNanos();
    }
}
