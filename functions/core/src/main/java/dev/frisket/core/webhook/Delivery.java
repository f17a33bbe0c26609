package dev.frisket.core.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
        if (step instanceof Step.Waiting waiting) {
            return Optional.of(waiting.due());
        }
        return step instanceof Step.Posting posting ? Optional.of(posting.since()) : Optional.empty();
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
    public sealed interface Outcome {}

    /**
     * The receiver answered.
     *
     * @param statusCode HTTP status, 200..999
     */
    public record Answered(int statusCode) implements Outcome {}

    /**
     * The receiver did not answer.
     *
     * @param reason why, in one sentence for the owner
     */
    public record Unanswered(String reason) implements Outcome {}

    /** Where a delivery stands. */
    public sealed interface Step {

        /**
         * Nobody calls.
         *
         * @param due when somebody should
         */
        record Waiting(Instant due) implements Step {
            public Waiting {
                due = due.truncatedTo(ChronoUnit.MILLIS);
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
        }

        /** No attempt is left, and the announcement is still to be laid with the dead letters. */
        record Exhausted() implements Step {}

        /** Acknowledged, no longer wanted, or given up. */
        record Ended() implements Step {}
    }
}
