package dev.frisket.core.queue;

import dev.frisket.core.log.Trace;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** A standard queue of SQS, for messages of whatever meaning. */
public final class SqsQueue {
    private final SqsClient sqs;
    private final String url;

    public SqsQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * Adds a message, which carries on the trace of what this thread is at.
     *
     * @param what the message is, for the log
     * @throws QueueUnavailable if it can't be known that it was taken
     */
    public void send(String text, String what) {
        calling(
                "send " + what,
                () -> sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(text)
                        .messageSystemAttributes(
                                Trace.current().map(SqsQueue::traced).orElse(Map.of()))));
    }

    /**
     * Hands a message out again after {@code delay}.
     *
     * @param receipt names this handing-out of the message
     * @param delay at most 12 hours; a part of a second counts as a whole one
     * @throws QueueUnavailable if the queue can't be reached or refuses
     */
    public void postpone(String receipt, Duration delay) {
        int seconds = Math.toIntExact(delay.plusNanos(999_999_999).toSeconds());
        calling(
                "postpone a message",
                () -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(seconds)));
    }

    private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> traced(String trace) {
        return Map.of(
                MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(trace)
                        .build());
    }

    private static void calling(String what, Runnable call) {
        try {
            call.run();
        } catch (SdkException e) {
            throw new QueueUnavailable("could not " + what, e);
        }
    }
}
