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
 * A piece of work on one artwork, by the thread that began it. During the work, log lines name the artwork and sent messages
 * carry its trace; at the end, its outcome and the durations of its parts are logged.
 */
public final class Work {
    private static final ThreadLocal<@Nullable Work> CURRENT = new ThreadLocal<>();
    private static final AtomicBoolean FIRST = new AtomicBoolean(true);
    private static volatile boolean detailedMetrics = true;

    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private final String kind;
    private final String artworkId;
    private final @Nullable String trace;
    private final @Nullable Work before = CURRENT.get();
    private String outcome = "nothing to do";
    private @Nullable Boolean ourFault;

    private Work(String kind, String artworkId, @Nullable String trace) {
        this.kind = kind;
        this.artworkId = artworkId;
        this.trace = Correlation.validTrace(trace).orElse(null);
    }

    /**
     * Begins a piece of work.
     *
     * @param kind name of the metric that counts outcomes, such as {@code Artworks}
     * @param trace the tracing header of the message that requested it, or null
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

    /** The current work of this thread. */
    public static Optional<Work> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Records for the current work the duration of a part that began at {@code nanoTime} and ends now. */
    public static void record(String part, long nanoTime) {
        long now = System.nanoTime();
        current().ifPresent(work -> work.nanos.merge(part, now - nanoTime, Long::sum));
    }

    /**
     * Sets whether durations and outcomes become metrics, as they do at first. If not, only {@link #ourFault} does; the log
     * lines contain the same either way.
     */
    public static void detailedMetrics(boolean detailed) {
        detailedMetrics = detailed;
    }

    static boolean hasDetailedMetrics() {
        return detailedMetrics;
    }

    /** Records the duration of a part. */
    public Work record(String part, Duration duration) {
        nanos.merge(part, Math.max(0, duration.toNanos()), Long::sum);
        return this;
    }

    /** Sets the outcome of the current work. Use few different words: each becomes a metric. */
    public static void outcome(String outcome) {
        current().ifPresent(work -> work.outcome = outcome);
    }

    /**
     * Sets whether the current work failed because of the service. Called once the outcome is final, not before a retry. An
     * alarm watches the share of failures.
     */
    public static void ourFault(boolean ours) {
        current().ifPresent(work -> work.ourFault = ours);
    }

    String kind() {
        return kind;
    }

    String artworkId() {
        return artworkId;
    }

    /** Whether it failed because of the service; empty while the outcome is not final. */
    Optional<Boolean> ourFault() {
        return Optional.ofNullable(ourFault);
    }

    /** The X-Ray tracing header that it belongs to. */
    public Optional<String> trace() {
        return Optional.ofNullable(trace);
    }

    /** Runs the task and returns its result; false if it throws, which is logged. */
    public boolean during(BooleanSupplier task) {
        CURRENT.set(this);
        try {
            return task.getAsBoolean();
        } catch (RuntimeException e) {
            outcome = "broken off";
            ourFault = true;
            LogFinder.output().write(Level.ERROR, kind + " broken off", e);
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
        LogFinder.output().writeOutcome(this, outcome, millis);
    }

    private static long nanosSince(Instant start) {
        return Duration.between(start, Instant.now()).toNanos();
    }
}
