package dev.frisket.core.artwork;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of an artwork; a terminal state is never left.
 *
 * <p>An attempt is one worker's try. A new attempt may replace one whose worker is presumed dead: from then on only the new
 * one may end the artwork, so a late worker cannot add its masks.
 */
public sealed interface State {

    /** The names of the states. */
    enum Status {
        STARTING,
        PROCESSING,
        SUCCEEDED,
        FAILED,
        CANCELED;

        /** The name in answers. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return value();
        }

        /**
         * The status with this name.
         *
         * @throws IllegalStateException if there is none
         */
        public static Status of(String value) {
            return Arrays.stream(values())
                    .filter(status -> status.value().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("an artwork of an unknown status: " + value));
        }

        /** Whether an artwork with this status has ended. */
        public boolean terminal() {
            return switch (this) {
                case STARTING, PROCESSING -> false;
                case SUCCEEDED, FAILED, CANCELED -> true;
            };
        }
    }

    /**
     * A function of the state, with one case for each kind.
     *
     * @param <R> type of the result
     */
    interface Cases<R> {
        R starting(Starting state);

        R processing(Processing state);

        R succeeded(Succeeded state);

        R failed(Failed state);

        R canceled(Canceled state);
    }

    /** Applies the case for this kind of state. */
    <R> R match(Cases<R> cases);

    Status status();

    /** The attempt that the state belongs to, 32 lowercase hex digits; null if none. */
    @Nullable
    String attempt();

    /** Time from fetch to the end of the attempt that ended the artwork; zero if none did. */
    Duration duration();

    /** Whether {@code next} may follow; nothing follows a terminal state. */
    boolean allows(State next);

    /** Whether the artwork has ended. */
    default boolean terminal() {
        return status().terminal();
    }

    /** Recorded, and waiting for a worker. */
    record Starting() implements State {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.starting(this);
        }

        @Override
        public Status status() {
            return Status.STARTING;
        }

        @Override
        public @Nullable String attempt() {
            return null;
        }

        @Override
        public Duration duration() {
            return Duration.ZERO;
        }

        @Override
        public boolean allows(State next) {
            return switch (next.status()) {
                case PROCESSING, CANCELED -> true;
                case FAILED -> next.attempt() == null;
                case STARTING, SUCCEEDED -> false;
            };
        }
    }

    /**
     * A worker has taken it.
     *
     * @param attempt 32 lowercase hex digits, fresh for each attempt
     * @param setback why the attempt failed, though a later one may succeed; null while the attempt is running
     */
    record Processing(String attempt, @Nullable String setback) implements State {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.processing(this);
        }

        @Override
        public Status status() {
            return Status.PROCESSING;
        }

        @Override
        public Duration duration() {
            return Duration.ZERO;
        }

        @Override
        public boolean allows(State next) {
            boolean mine = attempt.equals(next.attempt());
            return switch (next.status()) {
                case SUCCEEDED -> mine;
                case FAILED -> mine || next.attempt() == null;
                case PROCESSING -> mine || (next instanceof Processing other && other.setback() == null);
                case CANCELED -> true;
                case STARTING -> false;
            };
        }
    }

    /**
     * The masks are stored.
     *
     * @param attempt the attempt that stored them
     * @param results at least one
     * @param duration from fetch to store
     */
    record Succeeded(String attempt, List<Result> results, Duration duration) implements State {
        /** @throws IllegalArgumentException if there is no result */
        public Succeeded {
            results = List.copyOf(results);
            if (results.isEmpty()) {
                throw new IllegalArgumentException("an artwork succeeds with at least one result");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.succeeded(this);
        }

        @Override
        public Status status() {
            return Status.SUCCEEDED;
        }

        @Override
        public boolean allows(State next) {
            return false;
        }
    }

    /**
     * It ended without masks.
     *
     * @param attempt the attempt that failed; null if it failed without a worker (deadline, dead letter)
     * @param error what went wrong and what to do, in one sentence for the caller
     * @param duration from fetch to the failure; zero without a worker
     */
    record Failed(@Nullable String attempt, String error, Duration duration) implements State {
        public Failed {
            Objects.requireNonNull(error);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failed(this);
        }

        @Override
        public Status status() {
            return Status.FAILED;
        }

        @Override
        public boolean allows(State next) {
            return false;
        }
    }

    /** The caller canceled it. */
    record Canceled() implements State {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.canceled(this);
        }

        @Override
        public Status status() {
            return Status.CANCELED;
        }

        @Override
        public @Nullable String attempt() {
            return null;
        }

        @Override
        public Duration duration() {
            return Duration.ZERO;
        }

        @Override
        public boolean allows(State next) {
            return false;
        }
    }
}
