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
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.BacklogLimit;
import dev.frisket.core.store.UploadStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Validates, records and enqueues requests, and prepares uploads of pictures. */
public final class SubmitHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Router router;

    /**
     * The function's settings, from environment variables.
     *
     * @param dataBucket {@code DATA_BUCKET}: where artworks are kept
     * @param controlBucket {@code CONTROL_BUCKET}: where the claims of idempotency keys are kept
     * @param jobsQueueUrl {@code JOBS_QUEUE_URL}: where jobs wait
     * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
     * @param unknownProperties {@code UNKNOWN_PROPERTIES}: {@code refuse} (default) or {@code ignore}
     * @param longestWait {@code LONGEST_WAIT}: how long a request may wait for the end of its artwork, in seconds
     * @param maxUnfinished {@code MAX_UNFINISHED}: unfinished artworks of one organization
     */
    public record Configuration(
            String dataBucket,
            String controlBucket,
            String jobsQueueUrl,
            String webhooksQueueUrl,
            UnknownPropertyRule unknownProperties,
            Duration longestWait,
            int maxUnfinished) {

        public static Configuration of(Environment environment) {
            return new Configuration(
                    environment.required("DATA_BUCKET"),
                    environment.required("CONTROL_BUCKET"),
                    environment.required("JOBS_QUEUE_URL"),
                    environment.required("WEBHOOKS_QUEUE_URL"),
                    environment.choice("UNKNOWN_PROPERTIES", UnknownPropertyRule.class, UnknownPropertyRule.REFUSE),
                    environment.seconds("LONGEST_WAIT", EndWait.MAX),
                    environment.positive("MAX_UNFINISHED"));
        }
    }

    /** Called by Lambda. */
    public SubmitHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
    }

    private SubmitHandler(Configuration configuration, Aws aws) {
        this(
                aws.bucket(configuration.dataBucket()),
                aws.bucket(configuration.controlBucket()),
                aws.queue(configuration.jobsQueueUrl()),
                aws.queue(configuration.webhooksQueueUrl()),
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY)),
                configuration.unknownProperties(),
                new EndWait(configuration.longestWait(), Clock.systemUTC(), EndWait.Pause.SLEEP),
                configuration.maxUnfinished(),
                Clock.systemUTC());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param data the data bucket
     * @param control the control bucket
     * @param webhooks where ended artworks are announced
     * @param waits for callers that prefer to wait until their artwork has ended
     * @param maxUnfinished unfinished artworks of one organization, at least 1
     */
    public SubmitHandler(
            Bucket data,
            Bucket control,
            MessageQueue<Job> jobs,
            MessageQueue<Announcement> webhooks,
            AddressRules addresses,
            UnknownPropertyRule unknownProperties,
            EndWait waits,
            int maxUnfinished,
            Clock clock) {
        ArtworkStore artworks = new ArtworkStore(data, clock);
        WebhookAnnouncer announcer = new WebhookAnnouncer(data, webhooks);
        Backlog unfinished = Backlog.unfinished(data);
        ArtworkExpiry expiry = new ArtworkExpiry(artworks, announcer::announceIfPossible, unfinished, clock);
        Claims claims = new Claims(control, clock);
        UploadStore uploads = new UploadStore(data);
        NewArtwork newArtwork = new NewArtwork(
                new Intake(artworks, expiry, claims, jobs, new BacklogLimit(unfinished, maxUnfinished, clock), clock),
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
