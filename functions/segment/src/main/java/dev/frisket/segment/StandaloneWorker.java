package dev.frisket.segment;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.config.Environment;
import dev.frisket.core.poll.EventSource;
import dev.frisket.core.poll.SqsPoller;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The worker outside Lambda, in a process of its own: receives jobs from the stack's queue, several at once, beside the
 * function that does the same.
 *
 * <p>A process that is asked to end (SIGTERM) receives no more jobs; those in progress end, or go back to the queue for
 * others. If it is killed, its jobs come back when the queue no longer hides them, as those of a function that dies.
 */
public final class StandaloneWorker implements AutoCloseable {
    /** The queue hides a job six times as long as a worker may take for it; the template sets the same. */
    private static final int TIMEOUTS_HIDDEN = 6;

    /** ECS kills a task at the latest two minutes after it was asked to end. */
    private static final Duration TO_FINISH = Duration.ofSeconds(100);

    private final SqsPoller poller;

    private StandaloneWorker(SqsPoller poller) {
        this.poller = poller;
    }

    /** Runs until the process is asked to end; the variables are those of the function, and {@code JOBS_AT_ONCE}. */
    public static void main(String[] arguments) throws InterruptedException {
        Environment environment = Environment.ofProcess();
        run(SegmentConfiguration.of(environment), new Aws(Timeouts.OF_A_QUEUE), jobsAtOnce(environment));
    }

    /** Runs until the process is asked to end. */
    public static void run(SegmentConfiguration configuration, Aws aws, int jobsAtOnce) throws InterruptedException {
        String queueUrl = configuration.jobsQueueUrl();
        Duration timeLimit = SqsPoller.hides(aws, queueUrl).dividedBy(TIMEOUTS_HIDDEN);
        StandaloneWorker worker = start(new SegmentHandler(configuration, aws), aws, queueUrl, jobsAtOnce, timeLimit);
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "end"));
        new CountDownLatch(1).await();
    }

    /**
     * Starts receiving jobs.
     *
     * @param handler works on a job, from several threads
     * @param jobsAtOnce at least 1
     * @param timeLimit how long a job may take
     */
    public static StandaloneWorker start(
            RequestHandler<SQSEvent, SQSBatchResponse> handler,
            Aws aws,
            String jobsQueueUrl,
            int jobsAtOnce,
            Duration timeLimit) {
        EventSource jobs = new EventSource(jobsQueueUrl, 1, jobsAtOnce, jobsAtOnce, timeLimit, handler);
        return new StandaloneWorker(SqsPoller.start(aws, jobs, TO_FINISH));
    }

    @Override
    public void close() {
        poller.close();
    }

    private static int jobsAtOnce(Environment environment) {
        String given = environment.optional("JOBS_AT_ONCE", "1");
        if (!given.matches("[1-9]\\d{0,2}")) {
            throw new IllegalStateException("the environment variable JOBS_AT_ONCE must be 1 to 999, not " + given);
        }
        return Integer.parseInt(given);
    }
}
