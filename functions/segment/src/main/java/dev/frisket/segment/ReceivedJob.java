package dev.frisket.segment;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One handing-out of a job by the queue.
 *
 * @param receipt names it towards the queue
 * @param count how often the job was handed out, this time included, at least 1
 * @param timeLimit of the worker that it was handed to
 */
record ReceivedJob(String receipt, int count, TimeLimit timeLimit) {
    /** How often the queue hands a job out before it calls it dead; the template sets the same. */
    static final int MOST = 5;

    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(180));
    private static final double JITTER = 0.25;

    boolean first() {
        return count == 1;
    }

    boolean last() {
        return count >= MOST;
    }

    /** How long to wait before the next try, lengthened by up to a quarter so that failures together don't return together. */
    Duration waitAfter(RandomGenerator random) {
        Duration wait = WAITS.get(Math.min(count, WAITS.size()) - 1);
        return wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
    }
}
