package dev.frisket.notify;

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
import dev.frisket.core.queue.MessageBatch;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.BacklogLimit;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookSecrets;
import java.time.Clock;

/** Handles announcements from the queue of webhooks, and reports which of them the queue must keep. */
public final class NotifyHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Notifier notifier;

    /**
     * The function's settings, from environment variables.
     *
     * @param dataBucket {@code DATA_BUCKET}: where artworks and deliveries are kept
     * @param controlBucket {@code CONTROL_BUCKET}: where webhook secrets are kept
     * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where announcements come from
     * @param webhooksDeadLettersUrl {@code WEBHOOKS_DEAD_LETTERS_URL}: where unacknowledged announcements go
     * @param maxPostponed {@code MAX_POSTPONED}: postponed webhooks of one organization
     * @param detailedMetrics {@code DETAILED_METRICS}: whether durations and outcomes become metrics, on or off
     */
    public record Configuration(
            String dataBucket,
            String controlBucket,
            String webhooksQueueUrl,
            String webhooksDeadLettersUrl,
            int maxPostponed,
            boolean detailedMetrics) {
        public static Configuration of(Environment environment) {
            return new Configuration(
                    environment.required("DATA_BUCKET"),
                    environment.required("CONTROL_BUCKET"),
                    environment.required("WEBHOOKS_QUEUE_URL"),
                    environment.required("WEBHOOKS_DEAD_LETTERS_URL"),
                    environment.positive("MAX_POSTPONED"),
                    environment.on("DETAILED_METRICS"));
        }
    }

    /** Called by Lambda. */
    public NotifyHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_QUEUE), Clock.systemUTC());
    }

    private NotifyHandler(Configuration configuration, Aws aws, Clock clock) {
        this(
                aws.bucket(configuration.dataBucket()),
                aws.bucket(configuration.controlBucket()),
                aws.queue(configuration.webhooksQueueUrl()),
                aws.queue(configuration.webhooksDeadLettersUrl()),
                HttpReceiver.over(AddressPolicy.PUBLIC_ONLY, clock),
                configuration.maxPostponed(),
                clock);
        Work.detailedMetrics(configuration.detailedMetrics());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param data the data bucket
     * @param control the control bucket
     * @param webhooks the queue that the announcements come from
     * @param deadLetters where unacknowledged announcements go
     * @param receiver where webhooks are posted
     * @param maxPostponed webhooks of one organization that are retried for longer than 10 minutes, at least 1
     */
    public NotifyHandler(
            Bucket data,
            Bucket control,
            MessageQueue<Announcement> webhooks,
            MessageQueue<Announcement> deadLetters,
            Receiver receiver,
            int maxPostponed,
            Clock clock) {
        notifier = new Notifier(
                new ArtworkStore(data, clock),
                new DeliveryStore(data),
                new WebhookSecrets(control, clock),
                webhooks,
                deadLetters,
                receiver,
                new BacklogLimit(Backlog.postponed(data), maxPostponed, clock),
                clock);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return MessageBatch.inParallel(event, message -> {
            Announcement announcement = Announcement.read(message.getBody());
            return Work.begin("Webhooks", announcement.artworkId().toString(), MessageBatch.trace(message))
                    .during(() -> notifier.work(announcement, message.getReceiptHandle()));
        });
    }
}
