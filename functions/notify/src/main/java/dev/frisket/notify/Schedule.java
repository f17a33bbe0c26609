package dev.frisket.notify;

import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.Delivery.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** The retry schedule of webhooks. */
final class Schedule {
    /** The wait before each attempt, from the end of the previous one: one day in total. */
    static final List<Duration> WAITS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(9));

    /**
     * A delivery is given up after this time. Receivers may request longer waits, but the queue drops an announcement
     * after 4 days.
     */
    static final Duration LONGEST_LIFE = Duration.ofDays(3);

    /**
     * A wait is lengthened by up to this fraction, so that calls that failed together are not retried together.
     */
    static final double JITTER = 0.1;

    /** A delivery that lasts longer counts as postponed. The first four attempts usually take 7 minutes. */
    static final Duration SHORT_LIFE = Duration.ofMinutes(10);

    private final RandomGenerator random;

    Schedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The step after an attempt.
     *
     * @param delivery including that attempt
     * @param answer outcome of the attempt
     * @param now the end of the attempt
     */
    Step after(Delivery delivery, WebhookResponse answer, Instant now) {
        if (answer.isFinal()) {
            return new Step.Ended();
        }
        int made = delivery.attempts().size();
        if (made >= WAITS.size()) {
            return new Step.Exhausted();
        }
        Instant due = now.plus(bounded(longer(lengthened(WAITS.get(made)), answer.retryAfter())));
        return due.isAfter(delivery.begun().plus(LONGEST_LIFE)) ? new Step.Exhausted() : new Step.Waiting(due);
    }

    /** Whether a delivery that goes on with this step counts as postponed. */
    static boolean isPostponed(Delivery delivery, Step next) {
        return next instanceof Step.Waiting waiting
                && waiting.due().isAfter(delivery.begun().plus(SHORT_LIFE));
    }

    private Duration lengthened(Duration wait) {
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(MessageQueue.LONGEST_DELAY) < 0 ? wait : MessageQueue.LONGEST_DELAY;
    }
}
