package dev.frisket.core;

import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.webhook.Announcement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The buckets and queues of a stack, in memory, and their clock. The queues have the settings of the template. */
public class TestBackend {
    /** When the clock starts. */
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** How long a received job hides. */
    public static final Duration JOB_VISIBILITY = Duration.ofMinutes(12);

    /** How long a received message of every other queue hides. */
    public static final Duration VISIBILITY = Duration.ofMinutes(3);

    /** Receives after which a job is a dead letter. */
    public static final int JOB_RECEIVES = 5;

    /** Receives after which an announcement would be a dead letter; the notifier gives it up before. */
    public static final int WEBHOOK_RECEIVES = 50;

    public final InMemoryBucket data = new InMemoryBucket();
    public final InMemoryBucket control = new InMemoryBucket();
    public final TestClock clock;
    public final InMemoryQueue<Job> deadJobs;
    public final InMemoryQueue<Job> jobs;
    public final InMemoryQueue<Announcement> deadWebhooks;
    public final InMemoryQueue<Announcement> webhooks;

    /** What the functions of a stack are made of. */
    public record Ports(
            Bucket data,
            Bucket control,
            MessageQueue<Job> jobs,
            MessageQueue<Announcement> webhooks,
            MessageQueue<Announcement> deadWebhooks,
            Clock clock) {}

    public TestBackend() {
        this(new TestClock(NOW), Duration.ZERO);
    }

    /** @param grain of the queues' delays */
    protected TestBackend(TestClock clock, Duration grain) {
        this.clock = clock;
        deadJobs = new InMemoryQueue<>(clock, VISIBILITY, grain);
        jobs = new InMemoryQueue<Job>(clock, JOB_VISIBILITY, grain).redriving(deadJobs, JOB_RECEIVES);
        deadWebhooks = new InMemoryQueue<>(clock, VISIBILITY, grain);
        webhooks = new InMemoryQueue<>(clock, VISIBILITY, grain);
    }

    public final Ports ports() {
        return new Ports(data, control, jobs, webhooks, deadWebhooks, clock);
    }

    /** Ports whose calls have these faults. */
    public final Ports ports(Faults faults) {
        return new Ports(
                faults.through(Bucket.class, data),
                faults.through(Bucket.class, control),
                faults.through(jobs),
                faults.through(webhooks),
                faults.through(deadWebhooks),
                clock);
    }
}
