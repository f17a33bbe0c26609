package dev.frisket.segment;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One delivery of a job by the queue.
 *
 * @param receipt the message's receipt handle
 * @param count how often the job has been received, this time included, at least 1
 * @param timeLimit of the worker that received it
 */
record ReceivedJob(String receipt, int count, TimeLimit timeLimit) {
    /** Maximum number of receives before the job becomes a dead letter; the template sets the same number. */
    static final int MAX_RECEIVES = 5;

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(180));
    private static final double JITTER = 0.25;

    boolean first() {
        return count == 1;
    }

    boolean last() {
        return count >= MAX_RECEIVES;
    }

    /** The delay before the next attempt, plus up to a quarter so that jobs failing together don't return together. */
    Duration waitAfter(RandomGenerator random) {
        Duration wait = WAITS.get(Math.min(count, WAITS.size()) - 1);
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    }
}
