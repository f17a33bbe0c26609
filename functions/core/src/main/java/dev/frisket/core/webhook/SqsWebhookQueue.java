package dev.frisket.core.webhook;

import dev.frisket.core.jobs.QueueUnavailable;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A standard queue of SQS. */
public final class SqsWebhookQueue implements WebhookQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsWebhookQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(Announcement announcement) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(announcement.write()));
        } catch (SdkException e) {
            throw new QueueUnavailable("could not send the announcement of " + announcement.artworkId(), e);
        }
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        try {
            sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                    .receiptHandle(receipt)
                    .visibilityTimeout(
                            Math.toIntExact(delay.plusNanos(999_999_999).toSeconds())));
        } catch (SdkException e) {
            throw new QueueUnavailable("could not postpone an announcement", e);
        }
    }
}
