package dev.frisket.core.jobs;

import dev.frisket.core.queue.QueueUnavailable;
import java.time.Duration;

/** Where jobs wait. Each is handed out at least once; the same one may come twice, also to two workers at once. */
public interface JobQueue {

    /**
     * Adds a job.
     *
     * @throws QueueUnavailable if it can't be known that the job was taken
     */
    void send(Job job);

    /**
     * Hands a job that is being worked on out again after {@code delay}.
     *
     * @param receipt names this handing-out of the job
     * @param delay at most 12 hours; a part of a second counts as a whole one
     * @throws QueueUnavailable if the queue can't be reached or refuses
     */
    void postpone(String receipt, Duration delay);
}
