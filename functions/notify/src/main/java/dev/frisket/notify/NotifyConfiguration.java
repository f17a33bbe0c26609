package dev.frisket.notify;

import dev.frisket.core.config.Environment;

/**
 * The notifier's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks and deliveries are kept
 * @param controlBucket {@code CONTROL_BUCKET}: where webhook secrets are kept
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where announcements come from
 * @param webhooksDeadLettersUrl {@code WEBHOOKS_DEAD_LETTERS_URL}: where unacknowledged announcements go
 * @param maxPostponed {@code MAX_POSTPONED}: postponed webhooks of one organization
 * @param detailedMetrics {@code DETAILED_METRICS}: whether durations and outcomes become metrics, on or off
 */
public record NotifyConfiguration(
        String dataBucket,
        String controlBucket,
        String webhooksQueueUrl,
        String webhooksDeadLettersUrl,
        int maxPostponed,
        boolean detailedMetrics) {
    public static NotifyConfiguration of(Environment environment) {
        return new NotifyConfiguration(
                environment.required("DATA_BUCKET"),
                environment.required("CONTROL_BUCKET"),
                environment.required("WEBHOOKS_QUEUE_URL"),
                environment.required("WEBHOOKS_DEAD_LETTERS_URL"),
                environment.positive("MAX_POSTPONED"),
                environment.on("DETAILED_METRICS"));
    }
}
