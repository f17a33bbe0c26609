package dev.frisket.core.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is known of a webhook's calls: the attempts that came to an end, and what is to be done next. Times are kept to
 * the millisecond, as they are stored.
 *
 * @param begun when the first attempt was due
 * @param attempts in the order made
 * @param step where the delivery stands
 */
public record Delivery(Instant begun, List<Attempt> attempts, Step step) {
    public Delivery {
        begun = begun.truncatedTo(ChronoUnit.MILLIS);
        attempts = List.copyOf(attempts);
    }

    /** A delivery that may be attempted at once. */
    public static Delivery begin(Instant now) {
        return new Delivery(now, List.of(), new Step.Waiting(now));
    }

    /** The same at another step. */
    public Delivery at(Step next) {
        return new Delivery(begun, attempts, next);
    }

    /** The same with an attempt more. */
    public Delivery with(Attempt attempt) {
        return new Delivery(
                begun, Stream.concat(attempts.stream(), Stream.of(attempt)).toList(), step);
    }

    /** When the next attempt is due, or the one under way began; empty if there is none to come. */
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
     * @param outcome what came of it
     */
    public record Attempt(Instant at, Outcome outcome) {
        public Attempt {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** What came of an attempt. */
    public sealed interface Outcome {
        /** Decides by the kind of outcome. */
        <R> R match(Function<Answered, R> answered, Function<Unanswered, R> unanswered);
    }

    /**
     * The receiver answered.
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
     * The receiver did not answer.
     *
     * @param reason why, in one sentence for the owner
     */
    public record Unanswered(String reason) implements Outcome {
        @Override
        public <R> R match(Function<Answered, R> answered, Function<Unanswered, R> unanswered) {
            return unanswered.apply(this);
        }
    }

    /** Where a delivery stands. */
    public sealed interface Step {
        /** Decides by the kind of step. */
        <R> R match(
                Function<Waiting, R> waiting,
                Function<Posting, R> posting,
                Function<Exhausted, R> exhausted,
                Function<Ended, R> ended);

        /**
         * Nobody calls.
         *
         * @param due when somebody should
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
         * Somebody calls, or died of it.
         *
         * @param token 32 hex digits, fresh for each attempt: who wrote them holds the delivery
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

        /** No attempt is left, and the announcement is still to be laid with the dead letters. */
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
