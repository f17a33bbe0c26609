package dev.frisket.status;

import dev.frisket.core.config.Environment;
import java.util.List;

/**
 * The function's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
 * @param modelPacks {@code MODEL_PACKS}: names of the packs that the worker uses, comma separated
 */
public record StatusConfiguration(String dataBucket, String webhooksQueueUrl, List<String> modelPacks) {
    public StatusConfiguration {
        modelPacks = List.copyOf(modelPacks);
    }

    public static StatusConfiguration of(Environment environment) {
        return new StatusConfiguration(
                environment.required("DATA_BUCKET"),
                environment.required("WEBHOOKS_QUEUE_URL"),
                List.of(environment.required("MODEL_PACKS").split(",", -1)));
    }
}
