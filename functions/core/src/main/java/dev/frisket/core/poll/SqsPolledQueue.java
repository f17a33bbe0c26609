package dev.frisket.core.poll;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The calls of a poller to its queue, and the event that its function receives.
 *
 * @param sqs the server of the queue
 * @param url of the queue
 * @param batchSize maximum number of messages of one receive, 1 to 10
 * @param waitSeconds how long a receive waits for a message
 */
record SqsPolledQueue(SqsClient sqs, String url, int batchSize, int waitSeconds) {
    /** The queue's name, without the secret that the name of an embedded queue begins with. */
    String name() {
        return url.replaceFirst(".*[/_]", "");
    }

    /** Waits for messages; empty if none came in time. */
    List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(batchSize)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** Deletes a message that was handled. */
    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /** Makes a message visible again at once. */
    void giveBack(Message message) {
        hide(message, Duration.ZERO);
    }

    /** Hides a message from now on for so long. */
    void hide(Message message, Duration time) {
        sqs.changeMessageVisibility(request -> request.queueUrl(url)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(Math.toIntExact(time.toSeconds())));
    }

    /** The event with these messages. */
    SQSEvent event(List<Message> messages) {
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
        record.setEventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + name());
        record.setAwsRegion("us-east-1");
        return record;
    }
}
