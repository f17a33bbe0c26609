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
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.config.Aws;
import dev.frisket.core.config.Environment;
import dev.frisket.core.jobs.Job;
import dev.frisket.core.jobs.JobQueue;
import dev.frisket.core.jobs.QueueUnavailable;
import dev.frisket.core.jobs.SqsJobQueue;
import dev.frisket.core.objects.S3Objects;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** {@code POST /v2/artworks/segmentation}: validates, records and enqueues. */
public final class SubmitHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final SecureRandom random = new SecureRandom();
    private final RequestReader reader;
    private final ArtworkStore artworks;
    private final JobQueue jobs;
    private final Clock clock;

    /** What Lambda calls. */
    public SubmitHandler() {
        this(SubmitConfiguration.of(Environment.ofProcess()), Clock.systemUTC());
    }

    private SubmitHandler(SubmitConfiguration configuration, Clock clock) {
        this(
                new ArtworkStore(new S3Objects(Aws.s3(), Aws.presigner(), configuration.dataBucket()), clock),
                new SqsJobQueue(Aws.sqs(), configuration.jobsQueueUrl()),
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY)),
                configuration.unknownProperties(),
                clock);
    }

    /** The same with everything it works on. */
    public SubmitHandler(
            ArtworkStore artworks,
            JobQueue jobs,
            AddressRules addresses,
            UnknownPropertyRule unknownProperties,
            Clock clock) {
        this.reader = new RequestReader(unknownProperties, addresses);
        this.artworks = artworks;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return Reply.answering(event, () -> {
            Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
            Parameters parameters = reader.read(RequestBody.of(event));
            Artwork artwork = enqueue(artworks.create(starting(caller, Address.of(event), parameters)));
            return Reply.json(202, ArtworkJson.answer(artwork))
                    .with("Location", artwork.apiUrl() + "/v2/artworks/" + artwork.id())
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        });
    }

    private Artwork starting(Caller caller, String apiUrl, Parameters parameters) {
        Instant now = clock.instant();
        ArtworkId id = ArtworkId.create(now, random);
        return new Artwork(
                id,
                caller.keyId(),
                caller.organization(),
                apiUrl,
                parameters,
                id.createdAt().plus(Artwork.TIME_TO_END),
                new State.Starting());
    }

    // Nobody holds the id of an artwork whose job could not be sent, so it must not stay as if a worker were to come.
    private Artwork enqueue(Artwork artwork) {
        try {
            jobs.send(new Job(artwork.id(), artwork.keyId()));
            return artwork;
        } catch (QueueUnavailable e) {
            artworks.advance(
                    artwork.keyId(),
                    artwork.id(),
                    new State.Failed(null, "The job could not be queued; send the request again.", Duration.ZERO));
            throw e;
        }
    }
}
