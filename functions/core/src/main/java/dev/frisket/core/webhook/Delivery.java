package dev.frisket.core.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The delivery of one webhook: its completed attempts and its next step. Times have millisecond precision, as stored.
 *
 * @param begun when the first attempt was due
 * @param attempts in the order made
 * @param postponed whether it has lasted so long that it counts among its organization's postponed webhooks
 * @param step current step
 */
public record Delivery(Instant begun, List<Attempt> attempts, boolean postponed, Step step) {
    public Delivery {
        begun = begun.truncatedTo(ChronoUnit.MILLIS);
        attempts = List.copyOf(attempts);
    }

    /** A delivery whose first attempt is due now. */
    public static Delivery begin(Instant now) {
        return new Delivery(now, List.of(), false, new Step.Waiting(now));
    }

    /** A copy at another step. */
    public Delivery at(Step next) {
        return new Delivery(begun, attempts, postponed, next);
    }

    /** A copy with one more attempt. */
    public Delivery with(Attempt attempt) {
        return new Delivery(
                begun, Stream.concat(attempts.stream(), Stream.of(attempt)).toList(), postponed, step);
    }

    /** A copy that counts among the postponed ones. */
    public Delivery postpone() {
        return new Delivery(begun, attempts, true, step);
    }

    /** When the next attempt is due, or when the one in progress began; empty if there is no further attempt. */
    public Optional<Instant> next() {
        return step.match(
                waiting -> Optional.of(waiting.due()),
                posting -> Optional.of(posting.since()),
                exhausted -> Optional.empty(),
                ended -> Optional.empty());
    }

    /**
     * One call of the webhook.
     *
     * @param at when it began
     * @param outcome its outcome
     */
    public record Attempt(Instant at, Outcome outcome) {
        public Attempt {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** The outcome of an attempt. */
    public sealed interface Outcome {
        /** Applies the function for this kind of outcome. */
        <R> R match(Function<Answered, R> answered, Function<Unanswered, R> unanswered);
    }

    /**
     * The receiver responded.
     *
     * @param statusCode HTTP status, 200..999
     */
    public record Answered(int statusCode) implements Outcome {
        @Override
        public <R> R match(Function<Answered, R> answered, Function<Unanswered, R> unanswered) {
            return answered.apply(this);
        }
    }

    /**
     * The receiver did not respond.
     *
     * @param reason why, in one sentence for the artwork's owner
     */
    public record Unanswered(String reason) implements Outcome {
        @Override
        public <R> R match(Function<Answered, R> answered, Function<Unanswered, R> unanswered) {
            return unanswered.apply(this);
        }
    }

    /** The step at which a delivery stands. */
    public sealed interface Step {
        /** Applies the function for this kind of step. */
        <R> R match(
                Function<Waiting, R> waiting,
                Function<Posting, R> posting,
                Function<Exhausted, R> exhausted,
                Function<Ended, R> ended);

        /**
         * No attempt is in progress.
         *
         * @param due when the next attempt is due
         */
        record Waiting(Instant due) implements Step {
            public Waiting {
                due = due.truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public <R> R match(
                    Function<Waiting, R> waiting,
                    Function<Posting, R> posting,
                    Function<Exhausted, R> exhausted,
                    Function<Ended, R> ended) {
                return waiting.apply(this);
            }
        }

        /**
         * An attempt is in progress, or the process that made it has died.
         *
         * @param token 32 hex digits, fresh for each attempt: the process that wrote them owns the delivery
         * @param since when the attempt began
         */
        record Posting(String token, Instant since) implements Step {
            public Posting {
                since = since.truncatedTo(ChronoUnit.MILLIS);
            }

            @Override
            public <R> R match(
                    Function<Waiting, R> waiting,
                    Function<Posting, R> posting,
                    Function<Exhausted, R> exhausted,
                    Function<Ended, R> ended) {
                return posting.apply(this);
            }
        }

        /** No attempt is left, and the announcement must still be moved to the dead letters. */
        record Exhausted() implements Step {
            @Override
            public <R> R match(
                    Function<Waiting, R> waiting,
                    Function<Posting, R> posting,
                    Function<Exhausted, R> exhausted,
                    Function<Ended, R> ended) {
                return exhausted.apply(this);
            }
        }

        /** Acknowledged, no longer wanted, or given up. */
        record Ended() implements Step {
            @Override
            public <R> R match(
                    Function<Waiting, R> waiting,
                    Function<Posting, R> posting,
                    Function<Exhausted, R> exhausted,
                    Function<Ended, R> ended) {
                return ended.apply(this);
            }
        }
    }
}
