package dev.frisket.core.jobs;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A standard queue of SQS. */
public final class SqsJobQueue implements JobQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsJobQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(Job job) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(job.write()));
        } catch (SdkException e) {
            throw new QueueUnavailable("could not send the job of " + job.artworkId(), e);
        }
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        try {
            sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                    .receiptHandle(receipt)
                    .visibilityTimeout(Math.toIntExact(delay.toSeconds())));
        } catch (SdkException e) {
            throw new QueueUnavailable("could not postpone a job", e);
        }
    }
}
