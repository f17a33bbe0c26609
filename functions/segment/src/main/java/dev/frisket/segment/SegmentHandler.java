package dev.frisket.segment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.config.Environment;
import dev.frisket.core.log.Work;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageBatch;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.UploadStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookAnnouncer;
import dev.frisket.packs.CheckedFiles;
import dev.frisket.packs.ModelPack;
import dev.frisket.packs.WorkerSize;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.fetch.PictureFetcher;
import dev.frisket.segment.fetch.PictureSource;
import dev.frisket.segment.fetch.UploadedPictures;
import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.onnx.OnnxEnvironment;
import dev.frisket.segment.onnx.OnnxPacks;
import dev.frisket.segment.parallel.Parallel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Processes jobs from the queue, and reports those that the queue must keep. */
public final class SegmentHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /** Set by Lambda: the function's memory in MB. */
    private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    private final Worker worker;
    private final Clock clock;
    private final EmbeddingCache embeddings;
    private final HeapRelease heap = HeapRelease.ofProcess();

    /** Called by Lambda. */
    public SegmentHandler() {
        this(SegmentConfiguration.of(Environment.ofProcess()), new Aws(Timeouts.OF_A_QUEUE));
        CutoutFile.deleteLeftovers(); // no other worker shares the folder
    }

    /** Creates a handler with the services that the configuration names. */
    SegmentHandler(SegmentConfiguration configuration, Aws aws) {
        this(configuration, packs(configuration, Environment.ofProcess()), aws.bucket(configuration.dataBucket()), aws);
        Work.detailedMetrics(configuration.detailedMetrics());
    }

    /**
     * Opens the packs. For a provisioned worker Lambda waits before it sends a job; for any other, a job waits already.
     *
     * @throws dev.frisket.packs.ModelException if a pack can't be used, or needs a larger worker
     */
    static ModelPacks packs(SegmentConfiguration configuration, Environment environment) {
        OnnxEnvironment.preload();
        List<ModelPack> packs = ModelPack.read(configuration.modelsFolder(), configuration.modelPacks());
        if (!environment.optional(MEMORY, "").isEmpty()) {
            int seconds = configuration
                    .workerTimeout()
                    .orElseThrow(() -> new IllegalStateException("the environment variable WORKER_TIMEOUT is missing"));
            new WorkerSize(environment.positive(MEMORY), seconds)
                    .check(packs.stream().map(ModelPack::manifest).toList());
        }
        CheckedFiles checked = CheckedFiles.read(configuration.modelsFolder());
        int threads = Runtime.getRuntime().availableProcessors();
        return environment.optional("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals("provisioned-concurrency")
                ? OnnxPacks.openLoaded(packs, checked, threads)
                : OnnxPacks.preload(packs, checked, threads);
    }

    private SegmentHandler(SegmentConfiguration configuration, ModelPacks packs, Bucket data, Aws aws) {
        this(
                PictureFetcher.over(AddressPolicy.PUBLIC_ONLY, configuration.contactUrl()),
                packs,
                configuration.embeddingCache() ? new StoredEmbeddings(data) : EmbeddingCache.none(),
                data,
                aws.queue(configuration.jobsQueueUrl()),
                aws.queue(configuration.webhooksQueueUrl()),
                Clock.systemUTC());
    }

    /**
     * Creates a handler from its dependencies.
     *
     * @param embeddings of recently segmented pictures
     * @param data the data bucket
     * @param webhooks the queue of announcements of ended artworks
     */
    public SegmentHandler(
            PictureSource pictures,
            ModelPacks packs,
            EmbeddingCache embeddings,
            Bucket data,
            MessageQueue<Job> jobs,
            MessageQueue<Announcement> webhooks,
            Clock clock) {
        this.embeddings = embeddings;
        this.clock = clock;
        Parallel cores = Parallel.available();
        ArtworkStore artworks = new ArtworkStore(data, clock);
        worker = new Worker(
                new Pipeline(
                        pictures,
                        new UploadedPictures(new UploadStore(data)),
                        new MaskPredictor(packs, embeddings, cores),
                        cores),
                artworks,
                new MaskStore(data),
                new ArtworkRemoval(data, artworks),
                embeddings,
                jobs,
                new WebhookAnnouncer(data, webhooks),
                Backlog.unfinished(data),
                clock);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return MessageBatch.inTurn(
                event, message -> work(message, () -> Duration.ofMillis(context.getRemainingTimeInMillis())));
    }

    private boolean work(SQSEvent.SQSMessage message, TimeLimit timeLimit) {
        long usedBefore = heap.beforeJob();
        try {
            Job job = Job.read(message.getBody());
            String received = MessageBatch.attribute(message, "ApproximateReceiveCount");
            int count = received == null ? 1 : Integer.parseInt(received);
            return Work.begin("Artworks", job.artworkId().toString(), MessageBatch.trace(message))
                    .record("QueueWait", waited(MessageBatch.attribute(message, "SentTimestamp")))
                    .during(() -> worker.work(job, new ReceivedJob(message.getReceiptHandle(), count, timeLimit)));
        } finally {
            embeddings.dropUnsaved();
            heap.afterJob(usedBefore);
        }
    }

    // Measured from the time it was sent, even if it has been received before.
    private Duration waited(@Nullable String sentTimestamp) {
        return sentTimestamp == null
                ? Duration.ZERO
                : Duration.between(Instant.ofEpochMilli(Long.parseLong(sentTimestamp)), clock.instant());
    }
}
