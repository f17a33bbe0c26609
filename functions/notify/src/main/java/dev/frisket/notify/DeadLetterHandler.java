package dev.frisket.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.State;
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
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Fails the artworks whose jobs are dead letters because their workers died. A message that is not a job stays in the
 * queue, for an operator to inspect.
 */
public final class DeadLetterHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final String DIED =
            "Something went wrong on our side more than once; send the request again later, or with a smaller picture.";

    private final ArtworkStore artworks;
    private final MaskStore masks;
    private final ArtworkRemoval removal;
    private final Backlog unfinished;
    private final WebhookAnnouncer announcer;

    /**
     * The function's settings, from environment variables.
     *
     * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
     * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
     */
    public record Configuration(String dataBucket, String webhooksQueueUrl) {
        public static Configuration of(Environment environment) {
            return new Configuration(environment.required("DATA_BUCKET"), environment.required("WEBHOOKS_QUEUE_URL"));
        }
    }

    /** Called by Lambda. */
    public DeadLetterHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_QUEUE));
    }

    private DeadLetterHandler(Configuration configuration, Aws aws) {
        this(aws.bucket(configuration.dataBucket()), aws.queue(configuration.webhooksQueueUrl()), Clock.systemUTC());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param data the data bucket
     */
    public DeadLetterHandler(Bucket data, MessageQueue<Announcement> webhooks, Clock clock) {
        this.artworks = new ArtworkStore(data, clock);
        this.masks = new MaskStore(data);
        this.removal = new ArtworkRemoval(data, artworks);
        this.unfinished = Backlog.unfinished(data);
        this.announcer = new WebhookAnnouncer(data, webhooks);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return MessageBatch.inParallel(event, message -> {
            Job job = Job.read(message.getBody());
            return Work.begin("Burials", job.artworkId().toString(), MessageBatch.trace(message))
                    .during(() -> fail(job));
        });
    }

    // An artwork that has already ended keeps its state; its webhook may still be unsent.
    private boolean fail(Job job) {
        artworks.find(job.keyId(), job.artworkId())
                .flatMap(artwork -> artworks.advance(job.keyId(), job.artworkId(), failure(artwork.state())))
                .ifPresent(this::settle);
        // The workers that died will store no embedding any more.
        artworks.settleEmbedding(job.keyId(), job.artworkId())
                .ifPresent(record -> record.match(Optional::of, tombstone -> {
                    removal.removeRest(job.keyId(), tombstone, true);
                    return Optional.empty();
                }));
        return true;
    }

    private void settle(Artwork ended) {
        masks.deleteUnnamed(ended); // of the workers that died
        unfinished.end(ended);
        announcer.announce(ended);
        Work.outcome("settled");
    }

    private static State failure(State found) {
        if (found instanceof State.Processing processing && processing.setback() != null) {
            return new State.Failed(null, processing.setback(), Duration.ZERO);
        }
        return new State.Failed(null, DIED, Duration.ZERO);
    }
}
