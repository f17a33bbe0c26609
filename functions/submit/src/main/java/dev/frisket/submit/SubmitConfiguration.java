package dev.frisket.submit;

import dev.frisket.core.config.Environment;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.request.UnknownPropertyRule;
import java.time.Duration;

/**
 * The function's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks are kept
 * @param controlBucket {@code CONTROL_BUCKET}: where the claims of idempotency keys are kept
 * @param jobsQueueUrl {@code JOBS_QUEUE_URL}: where jobs wait
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
 * @param unknownProperties {@code UNKNOWN_PROPERTIES}: {@code refuse} (default) or {@code ignore}
 * @param longestWait {@code LONGEST_WAIT}: how long a request may wait for the end of its artwork, in seconds
 */
public record SubmitConfiguration(
        String dataBucket,
        String controlBucket,
        String jobsQueueUrl,
        String webhooksQueueUrl,
        UnknownPropertyRule unknownProperties,
        Duration longestWait) {

    public static SubmitConfiguration of(Environment environment) {
        return new SubmitConfiguration(
                environment.required("DATA_BUCKET"),
                environment.required("CONTROL_BUCKET"),
                environment.required("JOBS_QUEUE_URL"),
                environment.required("WEBHOOKS_QUEUE_URL"),
                environment.choice("UNKNOWN_PROPERTIES", UnknownPropertyRule.class, UnknownPropertyRule.REFUSE),
                environment.seconds("LONGEST_WAIT", EndWait.MAX));
    }
}
