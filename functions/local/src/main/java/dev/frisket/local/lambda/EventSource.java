package dev.frisket.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;

/**
 * An event source mapping: a queue and the function that receives its messages.
 *
 * @param queueUrl of the queue
 * @param batchSize messages per call, 1 to 10
 * @param timeout how long the function may work on a batch
 * @param function receives the messages
 */
public record EventSource(
        String queueUrl, int batchSize, Duration timeout, RequestHandler<SQSEvent, SQSBatchResponse> function) {}
