package dev.frisket.segment;

import dev.frisket.core.config.Environment;
import dev.frisket.segment.fetch.UserAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
 * @param workerTimeout {@code WORKER_TIMEOUT}: the function's time limit in seconds; empty outside Lambda
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
        Optional<Integer> workerTimeout,
        boolean detailedMetrics) {
    private static final String TIMEOUT = "WORKER_TIMEOUT";

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
                environment.optional(TIMEOUT, "").isEmpty()
                        ? Optional.empty()
                        : Optional.of(environment.positive(TIMEOUT)),
                environment.on("DETAILED_METRICS"));
    }
}
