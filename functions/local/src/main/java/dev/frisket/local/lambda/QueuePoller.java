package dev.frisket.local.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.concurrent.DaemonThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Delivers messages to a function as the queue's event source mapping does: in batches, deleting each message unless
 * the function reports it as failed. A failed message becomes visible again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Batch item failures</a>
 */
public final class QueuePoller implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueuePoller.class.getName());

    // The embedded queue stops only after its last response, so a longer poll would delay the shutdown.
    private static final int WAIT_SECONDS = 1;
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    /** Time to finish on shutdown: an orchestrator kills the process after ten seconds. */
    private static final Duration TO_FINISH = Duration.ofSeconds(8);

    private final SqsClient sqs;
    private final EventSource source;
    private final String queueName;
    private final Thread thread;
    private final Duration toFinish;
    private volatile boolean stopped;
    private volatile @Nullable InHand inHand;

    private record InHand(List<Message> messages, Invocation invocation) {}

    private QueuePoller(SqsClient sqs, EventSource source, Duration toFinish) {
        this.sqs = sqs;
        this.source = source;
        this.queueName = source.queueUrl().replaceFirst(".*[/_]", ""); // the embedded queue's name begins with a secret
        this.thread = DaemonThreads.named(queueName).newThread(this::run);
        this.toFinish = toFinish;
    }

    /** Starts delivering a queue's messages to its function. */
    public static QueuePoller start(SqsClient sqs, EventSource source) {
        return start(sqs, source, TO_FINISH);
    }

    /** @param toFinish how long messages in progress may take when the poller is closed */
    static QueuePoller start(SqsClient sqs, EventSource source, Duration toFinish) {
        QueuePoller poller = new QueuePoller(sqs, source, toFinish);
        poller.thread.start();
        return poller;
    }

    /** Closes several pollers in the time that one may take. */
    public static void close(List<QueuePoller> pollers) {
        pollers.forEach(QueuePoller::stop);
        pollers.forEach(QueuePoller::close);
    }

    /** Receives no more messages; those in progress have some seconds to finish, then return to the queue. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(toFinish.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        InHand unfinished = inHand;
        if (unfinished != null) {
            unfinished.messages().forEach(this::giveBack);
        }
    }

    // The worker may return its job itself when it sees how little time is left.
    private void stop() {
        stopped = true;
        InHand current = inHand;
        if (current != null) {
            current.invocation().endWithin(toFinish);
        }
    }

    private void run() {
        while (!stopped) {
            try {
                List<Message> messages = receive();
                if (!messages.isEmpty()) {
                    work(messages);
                }
            } catch (SdkException e) {
                pauseAfter(e);
            }
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(source.queueUrl())
                        .maxNumberOfMessages(source.batchSize())
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void work(List<Message> messages) {
        Invocation invocation = Invocation.begin(queueName, source.timeout());
        inHand = new InHand(messages, invocation);
        try {
            if (stopped) {
                messages.forEach(this::giveBack);
            } else {
                Set<String> kept = kept(messages, invocation);
                messages.stream()
                        .filter(message -> !kept.contains(message.messageId()))
                        .forEach(this::delete);
            }
        } finally {
            inHand = null;
        }
    }

    private void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(source.queueUrl()).receiptHandle(message.receiptHandle()));
    }

    private void giveBack(Message message) {
        sqs.changeMessageVisibility(request -> request.queueUrl(source.queueUrl())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0));
    }

    private Set<String> kept(List<Message> messages, Invocation invocation) {
        try {
            return failed(source.function().handleRequest(event(messages), invocation));
        } catch (RuntimeException | Error e) {
            Set<String> all = messages.stream().map(Message::messageId).collect(Collectors.toSet());
            LOG.log(Level.ERROR, "the function died of " + all, e);
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

    private SQSEvent event(List<Message> messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(messages.stream().map(this::record).toList());
        return event;
    }

    private SQSEvent.SQSMessage record(Message message) {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setMd5OfBody(message.md5OfBody());
        record.setAttributes(message.attributesAsStrings());
        record.setEventSource("aws:sqs");
        record.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + queueName);
        record.setAwsRegion("us-east-1");
        return record;
    }

    private void pauseAfter(SdkException failure) {
        if (stopped) {
            return;
        }
        LOG.log(Level.WARNING, "the queue does not answer, trying again: {0}", failure.getMessage());
        try {
            Thread.sleep(AFTER_ERROR.toMillis());
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
