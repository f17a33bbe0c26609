package dev.frisket.status;

import dev.frisket.core.config.Environment;
import dev.frisket.core.prefer.EndWait;
import java.time.Duration;
import java.util.List;

/**
 * The function's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
 * @param modelPacks {@code MODEL_PACKS}: names of the packs that the worker uses, comma separated
 * @param longestWait {@code LONGEST_WAIT}: how long a look-up may wait for the end of an artwork, in seconds
 */
public record StatusConfiguration(
        String dataBucket, String webhooksQueueUrl, List<String> modelPacks, Duration longestWait) {
    public StatusConfiguration {
        modelPacks = List.copyOf(modelPacks);
    }

    public static StatusConfiguration of(Environment environment) {
        return new StatusConfiguration(
                environment.required("DATA_BUCKET"),
                environment.required("WEBHOOKS_QUEUE_URL"),
                List.of(environment.required("MODEL_PACKS").split(",", -1)),
                environment.seconds("LONGEST_WAIT", EndWait.MAX));
    }
}
