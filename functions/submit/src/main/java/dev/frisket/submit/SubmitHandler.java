package dev.frisket.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import dev.frisket.core.api.Address;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.RequestBody;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.config.Aws;
import dev.frisket.core.config.Environment;
import dev.frisket.core.jobs.JobQueue;
import dev.frisket.core.jobs.SqsJobQueue;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.S3Objects;
import dev.frisket.core.queue.SqsQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Endings;
import dev.frisket.core.webhook.SqsWebhookQueue;
import dev.frisket.core.webhook.WebhookAnnouncer;
import dev.frisket.core.webhook.WebhookQueue;
import java.time.Clock;
import java.util.Optional;

/** {@code POST /v2/artworks/segmentation}: validates, records and enqueues. */
public final class SubmitHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final RequestReader reader;
    private final Intake intake;

    /** What Lambda calls. */
    public SubmitHandler() {
        this(SubmitConfiguration.of(Environment.ofProcess()), Clock.systemUTC());
    }

    private SubmitHandler(SubmitConfiguration configuration, Clock clock) {
        this(
                configuration,
                new S3Objects(Aws.s3(), Aws.presigner(), configuration.dataBucket()),
                new SqsQueue(Aws.sqs(), configuration.jobsQueueUrl()),
                clock);
    }

    private SubmitHandler(SubmitConfiguration configuration, S3Objects data, SqsQueue jobs, Clock clock) {
        this(
                data,
                data.beside(configuration.controlBucket()),
                new SqsJobQueue(jobs),
                new SqsWebhookQueue(jobs.beside(configuration.webhooksQueueUrl())),
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY)),
                configuration.unknownProperties(),
                clock);
    }

    /**
     * The same with everything it works on.
     *
     * @param data the data bucket
     * @param control the control bucket
     * @param webhooks where ended artworks are announced
     */
    public SubmitHandler(
            Objects data,
            Objects control,
            JobQueue jobs,
            WebhookQueue webhooks,
            AddressRules addresses,
            UnknownPropertyRule unknownProperties,
            Clock clock) {
        this.reader = new RequestReader(unknownProperties, addresses);
        ArtworkStore artworks = new ArtworkStore(data, clock);
        WebhookAnnouncer announcer = new WebhookAnnouncer(data, webhooks);
        Endings endings = new Endings(artworks, announcer::announceIfPossible, clock);
        this.intake = new Intake(artworks, endings, new Claims(control, clock), jobs, clock);
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return Reply.answering(event, () -> {
            Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
            Optional<IdempotencyKey> key = IdempotencyKey.of(event);
            Submission submission = new Submission(caller, Address.of(event), reader.read(RequestBody.of(event)));
            Artwork artwork = key.isPresent() ? intake.takeOnce(submission, key.get()) : intake.take(submission);
            return Reply.json(202, ArtworkJson.answer(artwork))
                    .with("Location", artwork.apiUrl() + "/v2/artworks/" + artwork.id())
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        });
    }
}
