package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.api.Router;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.config.Environment;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.UploadStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.time.Clock;
import java.util.Map;

/** Validates, records and enqueues requests, and prepares uploads of pictures. */
public final class SubmitHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Router router;

    /** Called by Lambda. */
    public SubmitHandler() {
        this(SubmitConfiguration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
    }

    private SubmitHandler(SubmitConfiguration configuration, Aws aws) {
        this(
                aws.bucket(configuration.dataBucket()),
                aws.bucket(configuration.controlBucket()),
                aws.queue(configuration.jobsQueueUrl()),
                aws.queue(configuration.webhooksQueueUrl()),
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY)),
                configuration.unknownProperties(),
                new EndWait(configuration.longestWait(), Clock.systemUTC(), EndWait.Pause.SLEEP),
                Clock.systemUTC());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param data the data bucket
     * @param control the control bucket
     * @param webhooks where ended artworks are announced
     * @param waits for callers that prefer to wait until their artwork has ended
     */
    public SubmitHandler(
            Bucket data,
            Bucket control,
            MessageQueue<Job> jobs,
            MessageQueue<Announcement> webhooks,
            AddressRules addresses,
            UnknownPropertyRule unknownProperties,
            EndWait waits,
            Clock clock) {
        ArtworkStore artworks = new ArtworkStore(data, clock);
        WebhookAnnouncer announcer = new WebhookAnnouncer(data, webhooks);
        ArtworkExpiry endings = new ArtworkExpiry(artworks, announcer::announceIfPossible, clock);
        Claims claims = new Claims(control, clock);
        UploadStore uploads = new UploadStore(data);
        NewArtwork newArtwork = new NewArtwork(
                new Intake(artworks, endings, claims, jobs, clock),
                claims,
                uploads,
                addresses,
                unknownProperties,
                waits,
                clock);
        NewUpload newUpload = new NewUpload(uploads, unknownProperties, clock);
        router = new Router(Map.of("POST /v2/uploads", newUpload::answer))
                .with("POST /v2/artworks/segmentation", newArtwork::answer);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return router.answer(event, context);
    }
}
