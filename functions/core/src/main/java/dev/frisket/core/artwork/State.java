package dev.frisket.core.artwork;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an artwork stands; a terminal state is never left.
 *
 * <p>An attempt is one worker's try. A new attempt may take over from another, whose worker is then presumed dead:
 * from that moment only the new one may end the artwork, so a late worker cannot name masks that nobody expects.
 */
public sealed interface State {

    /** The name in answers. */
    String status();

    /** Whether the artwork has ended. */
    default boolean terminal() {
        return true;
    }

    /** Whether {@code next} may follow. */
    default boolean allows(State next) {
        return false;
    }

    /** Recorded, and waiting for a worker. */
    record Starting() implements State {
        @Override
        public String status() {
            return "starting";
        }

        @Override
        public boolean terminal() {
            return false;
        }

        @Override
        public boolean allows(State next) {
            return next instanceof Processing
                    || next instanceof Canceled
                    || (next instanceof Failed failed && failed.attempt() == null);
        }
    }

    /**
     * A worker holds it.
     *
     * @param attempt 32 lowercase hex digits, fresh for each attempt
     * @param setback why the attempt could not end the artwork though a later one may; null if it is at work
     */
    record Processing(String attempt, @Nullable String setback) implements State {
        @Override
        public String status() {
            return "processing";
        }

        @Override
        public boolean terminal() {
            return false;
        }

        @Override
        public boolean allows(State next) {
            if (next instanceof Succeeded succeeded) {
                return attempt.equals(succeeded.attempt());
            }
            if (next instanceof Failed failed) {
                return failed.attempt() == null || attempt.equals(failed.attempt());
            }
            return next instanceof Canceled
                    || (next instanceof Processing other
                            && (other.setback() == null || attempt.equals(other.attempt())));
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
        public String status() {
            return "succeeded";
        }
    }

    /**
     * It can't be done.
     *
     * @param attempt the attempt that found out; null if it failed without a worker (deadline, dead letter)
     * @param error what went wrong and what to do, in one sentence for the caller
     * @param duration from fetch to the failure; zero without a worker
     */
    record Failed(@Nullable String attempt, String error, Duration duration) implements State {
        public Failed {
            Objects.requireNonNull(error);
        }

        @Override
        public String status() {
            return "failed";
        }
    }

    /** The caller called it off. */
    record Canceled() implements State {
        @Override
        public String status() {
            return "canceled";
        }
    }
}
