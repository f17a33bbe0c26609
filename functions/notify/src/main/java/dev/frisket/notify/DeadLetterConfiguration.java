package dev.frisket.notify;

import dev.frisket.core.config.Environment;

/**
 * The deadLetterHandler's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
 */
public record DeadLetterConfiguration(String dataBucket, String webhooksQueueUrl) {
    public static DeadLetterConfiguration of(Environment environment) {
        return new DeadLetterConfiguration(
                environment.required("DATA_BUCKET"), environment.required("WEBHOOKS_QUEUE_URL"));
    }
}
