package dev.frisket.core.poll;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.concurrent.DaemonThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Delivers messages to a function as the queue's event source mapping does: in batches, deleting each message unless
 * the function reports it as failed. A failed message becomes visible again.
 *
 * <p>Where an organization may only have a share of the batches in progress, its further messages wait here for their
 * turn, hidden in the queue: each return to the queue would count as a receive, and after a few they would be dead letters.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Batch item failures</a>
 */
public final class SqsPoller implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SqsPoller.class.getName());

    // The embedded queue stops only after its last response: a longer poll would delay the shutdown.
    private static final int SHORT_WAIT_SECONDS = 1;

    // SQS charges for each poll. A client of a function waits at most 5 s for a response.
    private static final int LONG_WAIT_SECONDS = 4;

    /** How long a waiting message stays hidden; one that waits longer is delivered twice, which is harmless. */
    private static final Duration WAITING = Duration.ofHours(1);

    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    /** Time to finish on shutdown: an orchestrator kills the process after ten seconds. */
    private static final Duration TO_FINISH = Duration.ofSeconds(8);

    private final EventSource source;
    private final SqsPolledQueue queue;
    private final Thread thread;
    private final ExecutorService workers;
    private final Turns<Message> turns;
    private final Set<SqsBatch> inProgress = ConcurrentHashMap.newKeySet();
    private final Duration toFinish;
    private volatile boolean stopped;

    private record SqsBatch(List<Message> messages, Invocation invocation) {}

    private SqsPoller(SqsClient sqs, EventSource source, Duration toFinish, int waitSeconds) {
        this.source = source;
        this.queue = new SqsPolledQueue(sqs, source.queueUrl(), source.batchSize(), waitSeconds);
        this.thread = DaemonThreads.named(queue.name()).newThread(this::run);
        this.workers = Executors.newCachedThreadPool(DaemonThreads.named(queue.name()));
        this.turns = new Turns<>(source.concurrency(), source.perOrganization());
        this.toFinish = toFinish;
    }

    /** Starts delivering a queue's messages to its function. */
    public static SqsPoller start(SqsClient sqs, EventSource source) {
        return start(sqs, source, TO_FINISH);
    }

    /** @param toFinish how long messages in progress may take when the poller is closed */
    public static SqsPoller start(SqsClient sqs, EventSource source, Duration toFinish) {
        return start(new SqsPoller(sqs, source, toFinish, SHORT_WAIT_SECONDS));
    }

    /**
     * Starts delivering the messages of a queue on AWS, with long polls.
     *
     * @param toFinish how long messages in progress may take when the poller is closed
     */
    public static SqsPoller start(Aws aws, EventSource source, Duration toFinish) {
        return start(new SqsPoller(aws.sqs(), source, toFinish, LONG_WAIT_SECONDS));
    }

    private static SqsPoller start(SqsPoller poller) {
        poller.thread.start();
        return poller;
    }

    /** How long a queue hides a message that was received. */
    public static Duration hides(Aws aws, String queueUrl) {
        String seconds = aws.sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes()
                .get(QueueAttributeName.VISIBILITY_TIMEOUT);
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Closes several pollers at once, in the time that one may take. */
    public static void close(List<SqsPoller> pollers) {
        pollers.forEach(SqsPoller::stop);
        pollers.forEach(SqsPoller::close);
    }

    /** Receives no more messages; those in progress have some seconds to finish, then return to the queue. */
    @Override
    public void close() {
        stop();
        long began = System.nanoTime();
        try {
            thread.join(toFinish.toMillis());
            turns.awaitIdle(toFinish.minusNanos(System.nanoTime() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inProgress.forEach(unfinished -> unfinished.messages().forEach(queue::giveBack));
    }

    // A worker that sees how little time is left may return its job itself.
    private void stop() {
        stopped = true;
        inProgress.forEach(current -> current.invocation().endWithin(toFinish));
        giveBackWaiting(turns.close());
    }

    // There may be thousands. The rest becomes visible again by itself, or is sent again at the next start.
    private void giveBackWaiting(List<Message> waiting) {
        long end = System.nanoTime() + toFinish.dividedBy(4).toNanos();
        for (Message message : waiting) {
            if (System.nanoTime() - end > 0) {
                return;
            }
            queue.giveBack(message);
        }
    }

    private void run() {
        try {
            while (turns.awaitFree()) {
                try {
                    List<Message> messages = queue.receive();
                    if (!messages.isEmpty()) {
                        begin(messages);
                    }
                } catch (SdkException e) {
                    pauseAfter(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(List<Message> messages) {
        String group = group(messages.get(0));
        if (turns.begin(group, messages.get(0))) {
            workers.execute(() -> workInTurn(messages, group));
        } else {
            queue.hide(messages.get(0), stopped ? Duration.ZERO : WAITING);
        }
    }

    private void workInTurn(List<Message> messages, String group) {
        try {
            work(messages);
        } catch (SdkException e) {
            pauseAfter(e);
        } finally {
            turns.end(group).ifPresent(next -> workers.execute(() -> workInTurn(List.of(next), group)));
        }
    }

    // Messages without a group share one.
    private String group(Message message) {
        return source.perOrganization() < source.concurrency()
                ? message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "")
                : "";
    }

    private void work(List<Message> messages) {
        Invocation invocation = Invocation.begin(queue.name(), source.timeout());
        SqsBatch current = new SqsBatch(messages, invocation);
        inProgress.add(current);
        try {
            if (stopped) {
                messages.forEach(queue::giveBack);
            } else {
                Set<String> kept = kept(messages, invocation);
                messages.stream()
                        .filter(message -> !kept.contains(message.messageId()))
                        .forEach(queue::delete);
            }
        } finally {
            inProgress.remove(current);
        }
    }

    private Set<String> kept(List<Message> messages, Invocation invocation) {
        try {
            return failed(source.function().handleRequest(queue.event(messages), invocation));
        } catch (RuntimeException | Error e) {
            Set<String> all = messages.stream().map(Message::messageId).collect(Collectors.toSet());
            LOG.log(Level.ERROR, "the function failed on " + all, e);
            return all;
        }
    }

    private static Set<String> failed(SQSBatchResponse answer) {
        if (answer == null || answer.getBatchItemFailures() == null) {
            return Set.of();
        }
        return answer.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .collect(Collectors.toSet());
    }

    private void pauseAfter(SdkException failure) {
        if (stopped) {
            return;
        }
        LOG.log(Level.WARNING, "the queue does not respond, trying again: {0}", failure.getMessage());
        try {
            Thread.sleep(AFTER_ERROR.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
