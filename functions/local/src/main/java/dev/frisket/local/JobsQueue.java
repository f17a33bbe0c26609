package dev.frisket.local;

import dev.frisket.core.json.Json;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queue of jobs and its dead letters, set as the template sets them. */
final class JobsQueue {
    static final String NAME = "frisket-jobs";
    static final String DEAD = "frisket-jobs-dead";

    /** How long the worker may take for a job. */
    static final Duration FUNCTION_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration VISIBILITY = FUNCTION_TIMEOUT.multipliedBy(6);
    private static final Duration RETENTION = Duration.ofDays(14);
    private static final int MAX_RECEIVES = 5;

    private JobsQueue() {}

    /** Makes both unless they are there, and answers the address of the jobs. */
    static String create(SqsClient sqs) {
        String dead = create(sqs, DEAD, Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                Json.write(Json.object().put("deadLetterTargetArn", arn).put("maxReceiveCount", MAX_RECEIVES));
        return create(
                sqs,
                NAME,
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(VISIBILITY.toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive));
    }

    private static String create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
        all.putAll(attributes);
        all.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(RETENTION.toSeconds()));
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(all));
        return url;
    }
}
