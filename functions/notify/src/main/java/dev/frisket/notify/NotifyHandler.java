package dev.frisket.notify;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.config.Aws;
import dev.frisket.core.config.Environment;
import dev.frisket.core.log.Work;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.S3Objects;
import dev.frisket.core.queue.SqsQueue;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.SqsWebhookQueue;
import dev.frisket.core.webhook.WebhookQueue;
import dev.frisket.core.webhook.WebhookSecrets;
import java.time.Clock;

/** Takes announcements from the queue of webhooks, and tells it which of them to keep. */
public final class NotifyHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Batch batch;

    /** What Lambda calls. */
    public NotifyHandler() {
        this(NotifyConfiguration.of(Environment.ofProcess()), Clock.systemUTC());
    }

    private NotifyHandler(NotifyConfiguration configuration, Clock clock) {
        this(
                configuration,
                new S3Objects(Aws.s3(), Aws.presigner(), configuration.dataBucket()),
                new SqsQueue(Aws.sqs(), configuration.webhooksQueueUrl()),
                clock);
    }

    private NotifyHandler(NotifyConfiguration configuration, S3Objects data, SqsQueue webhooks, Clock clock) {
        this(
                data,
                data.beside(configuration.controlBucket()),
                new SqsWebhookQueue(webhooks),
                new SqsWebhookQueue(webhooks.beside(configuration.webhooksDeadLettersUrl())),
                HttpReceiver.over(AddressPolicy.PUBLIC_ONLY, clock),
                clock);
    }

    /**
     * The same with everything it works on.
     *
     * @param data the data bucket
     * @param control the control bucket
     * @param webhooks the queue that the announcements come from
     * @param deadLetters where announcements go that nobody acknowledged
     * @param receiver whom the webhooks are for
     */
    public NotifyHandler(
            Objects data,
            Objects control,
            WebhookQueue webhooks,
            WebhookQueue deadLetters,
            Receiver receiver,
            Clock clock) {
        Notifier notifier = new Notifier(
                new ArtworkStore(data, clock),
                new DeliveryStore(data),
                new WebhookSecrets(control, clock),
                webhooks,
                deadLetters,
                receiver,
                clock);
        batch = new Batch(message -> {
            Announcement announcement = Announcement.read(message.getBody());
            return Work.begin("Webhooks", announcement.artworkId().toString(), Batch.trace(message))
                    .during(() -> notifier.work(announcement, message.getReceiptHandle()));
        });
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.run(event);
    }
}
