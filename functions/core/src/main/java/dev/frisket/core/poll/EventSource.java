package dev.frisket.core.poll;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;

/**
 * An event source mapping: a queue and the function that receives its messages.
 *
 * @param queueUrl of the queue
 * @param batchSize messages at once, 1 to 10
 * @param concurrency batches at the same time
 * @param perOrganization batches of one organization at the same time; below {@code concurrency} only if a batch is one
 *     message
 * @param timeout how long the function may work on a batch
 * @param function receives the messages
 */
public record EventSource(
        String queueUrl,
        int batchSize,
        int concurrency,
        int perOrganization,
        Duration timeout,
        RequestHandler<SQSEvent, SQSBatchResponse> function) {
    public EventSource {
        if (perOrganization < concurrency && batchSize != 1) {
            throw new IllegalArgumentException("a batch of several messages belongs to no organization");
        }
    }

    /** One batch after the other. */
    public EventSource(
            String queueUrl, int batchSize, Duration timeout, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        this(queueUrl, batchSize, 1, 1, timeout, function);
    }
}
