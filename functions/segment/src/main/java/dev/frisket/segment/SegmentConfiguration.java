package dev.frisket.segment;

import dev.frisket.core.config.Environment;
import dev.frisket.segment.fetch.UserAgent;
import java.nio.file.Path;
import java.util.List;

/**
 * What the function is told by its environment.
 *
 * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
 * @param jobsQueueUrl {@code JOBS_QUEUE_URL}: where jobs wait
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
 * @param modelsFolder {@code MODELS_FOLDER}: a folder with a folder for each model pack
 * @param modelPacks {@code MODEL_PACKS}: names of the packs to use, comma separated
 * @param contactUrl {@code CONTACT_URL}: what picture hosts are told of who fetches from them
 * @param embeddingCache {@code EMBEDDING_CACHE}: whether embeddings are kept for further prompts about a picture, on or off
 */
public record SegmentConfiguration(
        String dataBucket,
        String jobsQueueUrl,
        String webhooksQueueUrl,
        Path modelsFolder,
        List<String> modelPacks,
        String contactUrl,
        boolean embeddingCache) {

    /** What can be turned off. */
    enum Switch {
        ON,
        OFF;

        boolean on() {
            return switch (this) {
                case ON -> true;
                case OFF -> false;
            };
        }
    }

    public SegmentConfiguration {
        modelPacks = List.copyOf(modelPacks);
    }

    public static SegmentConfiguration of(Environment environment) {
        return new SegmentConfiguration(
                environment.required("DATA_BUCKET"),
                environment.required("JOBS_QUEUE_URL"),
                environment.required("WEBHOOKS_QUEUE_URL"),
                Path.of(environment.required("MODELS_FOLDER")),
                List.of(environment.required("MODEL_PACKS").split(",")),
                environment.url("CONTACT_URL", UserAgent.PROJECT_URL),
                environment.choice("EMBEDDING_CACHE", Switch.class, Switch.ON).on());
    }
}
