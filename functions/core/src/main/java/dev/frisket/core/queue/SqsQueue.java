package dev.frisket.core.queue;

import dev.frisket.core.log.Correlation;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/**
 * A standard queue of SQS. A message carries the trace of the work or invocation that sends it.
 *
 * <p>The message group is the organization, which makes a standard queue fair without ordering it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Fair
 *     queues</a>
 */
public final class SqsQueue<M extends Message> implements MessageQueue<M> {
    private final SqsClient sqs;
    private final String url;

    public SqsQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    @Override
    public void send(M message, String organization) {
        calling(
                "send " + message.description(),
                () -> sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.write())
                        .messageGroupId(organization)
                        .messageSystemAttributes(
                                Correlation.trace().map(SqsQueue::traced).orElse(Map.of()))));
    }

    @Override
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
