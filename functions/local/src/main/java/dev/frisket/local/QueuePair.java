package dev.frisket.local;

import dev.frisket.core.json.Json;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue and its dead letters, set as the template sets them.
 *
 * @param url of the queue
 * @param deadLettersUrl of the queue that takes what was handed out too often
 */
record QueuePair(String url, String deadLettersUrl) {
    static final Duration RETENTION = Duration.ofDays(14);
    static final Duration WEBHOOKS_RETENTION = Duration.ofDays(4);

    /** How long the worker may take for a job. */
    static final Duration JOB_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration OTHER_TIMEOUT = Duration.ofSeconds(30);

    /**
     * The queue of jobs.
     *
     * @param prefix what its name is to begin with
     */
    static QueuePair jobs(SqsClient sqs, String prefix) {
        return create(sqs, prefix + "frisket-jobs", JOB_TIMEOUT, RETENTION, 5);
    }

    /**
     * The queue of ended artworks whose webhooks are to be called.
     *
     * @param prefix what its name is to begin with
     */
    static QueuePair webhooks(SqsClient sqs, String prefix) {
        return create(sqs, prefix + "frisket-webhooks", OTHER_TIMEOUT, WEBHOOKS_RETENTION, 50);
    }

    private static QueuePair create(SqsClient sqs, String name, Duration timeout, Duration retention, int maxReceives) {
        String dead = create(sqs, name + "-dead", OTHER_TIMEOUT, RETENTION, Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive =
                Json.write(Json.object().put("deadLetterTargetArn", arn).put("maxReceiveCount", maxReceives));
        Map<QueueAttributeName, String> toTheDead = Map.of(QueueAttributeName.REDRIVE_POLICY, redrive);
        return new QueuePair(create(sqs, name, timeout, retention, toTheDead), dead);
    }

    private static String create(
            SqsClient sqs, String name, Duration timeout, Duration retention, Map<QueueAttributeName, String> more) {
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();
        Map<QueueAttributeName, String> all = new EnumMap<>(QueueAttributeName.class);
        all.putAll(more);
        all.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(timeout.multipliedBy(6).toSeconds()));
        all.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Long.toString(retention.toSeconds()));
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(all));
        return url;
    }
}
