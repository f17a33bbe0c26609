package dev.frisket.core.jobs;

import dev.frisket.core.queue.SqsQueue;
import java.time.Duration;

/** Jobs in a queue of SQS. */
public final class SqsJobQueue implements JobQueue {
    private final SqsQueue queue;

    public SqsJobQueue(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(Job job) {
        queue.send(job.write(), "the job of " + job.artworkId());
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        queue.postpone(receipt, delay);
    }
}
