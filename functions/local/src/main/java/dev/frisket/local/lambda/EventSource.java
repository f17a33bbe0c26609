package dev.frisket.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;

/**
 * A queue and the function that takes its messages.
 *
 * @param queueUrl of the queue
 * @param batchSize messages at once, 1 to 10
 * @param timeout how long the function may work on a batch
 * @param function takes the messages
 */
public record EventSource(
        String queueUrl, int batchSize, Duration timeout, RequestHandler<SQSEvent, SQSBatchResponse> function) {}
