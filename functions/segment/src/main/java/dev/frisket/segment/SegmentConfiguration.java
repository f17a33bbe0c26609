package dev.frisket.segment;

import dev.frisket.core.config.Environment;
import dev.frisket.segment.fetch.UserAgent;
import java.nio.file.Path;
import java.util.List;

/**
 * The function's settings, from environment variables.
 *
 * @param dataBucket {@code DATA_BUCKET}: stores artworks and masks
 * @param jobsQueueUrl {@code JOBS_QUEUE_URL}: the queue of jobs
 * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: the queue of announcements of ended artworks
 * @param modelsFolder {@code MODELS_FOLDER}: a folder with a folder for each model pack
 * @param modelPacks {@code MODEL_PACKS}: names of the packs to use, comma-separated
 * @param contactUrl {@code CONTACT_URL}: sent to picture hosts in the user agent
 * @param embeddingCache {@code EMBEDDING_CACHE}: whether embeddings are kept for further prompts about a picture, on or off
 * @param detailedMetrics {@code DETAILED_METRICS}: whether durations and outcomes become metrics, on or off
 */
public record SegmentConfiguration(
        String dataBucket,
        String jobsQueueUrl,
        String webhooksQueueUrl,
        Path modelsFolder,
        List<String> modelPacks,
        String contactUrl,
        boolean embeddingCache,
        boolean detailedMetrics) {

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
                environment.on("EMBEDDING_CACHE"),
                environment.on("DETAILED_METRICS"));
    }
}
