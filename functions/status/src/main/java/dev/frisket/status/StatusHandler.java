package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Router;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.concurrent.DaemonThreads;
import dev.frisket.core.config.Environment;
import dev.frisket.core.id.UuidText;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.store.ResultPath;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.DeliveryJson;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Looks up artworks, their masks and their webhooks' attempts, cancels and deletes artworks, and describes the API. */
public final class StatusHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    // Measured at 20 ms a read: a page of 500 takes 6.5 s with 5 readers, 2.0 s with 16, 1.3 s with 32. The HTTP client
    // keeps 5 idle connections, so each page opens some 30 anew; keeping them all would save another 0.4 s.
    private static final int READERS = 32;

    private static final Duration RESULT_VALIDITY = Duration.ofMinutes(15);

    private final ArtworkStore artworks;
    private final ArtworkExpiry expiry;
    private final ArtworkRemoval removal;
    private final MaskStore masks;
    private final DeliveryStore deliveries;
    private final WebhookAnnouncer announcer;
    private final EndWait waits;
    private final Clock clock;
    private final Router router;

    /**
     * The function's settings, from environment variables.
     *
     * @param dataBucket {@code DATA_BUCKET}: where artworks and masks are kept
     * @param webhooksQueueUrl {@code WEBHOOKS_QUEUE_URL}: where ended artworks are announced
     * @param modelPacks {@code MODEL_PACKS}: names of the packs that the worker uses, comma separated
     * @param longestWait {@code LONGEST_WAIT}: how long a look-up may wait for the end of an artwork, in seconds
     */
    public record Configuration(
            String dataBucket, String webhooksQueueUrl, List<String> modelPacks, Duration longestWait) {
        public Configuration {
            modelPacks = List.copyOf(modelPacks);
        }

        public static Configuration of(Environment environment) {
            return new Configuration(
                    environment.required("DATA_BUCKET"),
                    environment.required("WEBHOOKS_QUEUE_URL"),
                    List.of(environment.required("MODEL_PACKS").split(",", -1)),
                    environment.seconds("LONGEST_WAIT", EndWait.MAX));
        }
    }

    /** Called by Lambda. */
    public StatusHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
    }

    private StatusHandler(Configuration configuration, Aws aws) {
        this(
                aws.bucket(configuration.dataBucket()),
                aws.queue(configuration.webhooksQueueUrl()),
                configuration.modelPacks(),
                new EndWait(configuration.longestWait(), Clock.systemUTC(), EndWait.Pause.SLEEP),
                Clock.systemUTC());
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param data the data bucket
     * @param webhooks where ended artworks are announced
     * @param modelPacks names of the packs that the worker uses
     * @param waits for callers that prefer to wait until an artwork has ended
     */
    public StatusHandler(
            Bucket data, MessageQueue<Announcement> webhooks, List<String> modelPacks, EndWait waits, Clock clock) {
        artworks = new ArtworkStore(data, clock);
        masks = new MaskStore(data);
        removal = new ArtworkRemoval(data, artworks);
        deliveries = new DeliveryStore(data);
        announcer = new WebhookAnnouncer(data, webhooks);
        this.waits = waits;
        this.clock = clock;
        expiry = new ArtworkExpiry(artworks, announcer::announceIfPossible, Backlog.unfinished(data), clock);
        Executor readers = Executors.newFixedThreadPool(READERS, DaemonThreads.named("reader"));
        ArtworkList list = new ArtworkList(artworks, expiry, readers);
        MaskList maskList = new MaskList(this::find, masks, readers);
        router = new Router(
                        Map.of(
                                "GET /v2/artworks", list::answer,
                                "GET /v2/artworks/{id}/masks", maskList::answer,
                                "DELETE /v2/artworks/{id}", this::delete,
                                "GET /v2/artworks/{id}/webhook", this::webhookAttempts,
                                "POST /v2/artworks/{id}/cancel", this::cancel,
                                "GET /v2/results/{id}/{file}", this::result,
                                "GET /v2/models", new ModelList(modelPacks)::answer,
                                "GET /openapi.json", new OpenApiDocument()::answer,
                                "GET /health", StatusHandler::health),
                        UnknownRoute::refusal)
                .with("GET /v2/artworks/{id}", this::artwork);
    }

    /** Method and path of each route. */
    Set<String> routes() {
        return router.routes();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return router.answer(event, context);
    }

    private Reply artwork(APIGatewayProxyRequestEvent event, Context context) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Optional<EndWait.Granted> wait = waits.grant(event, context);
        Artwork now = find(caller, event);
        if (wait.isEmpty()) {
            return Reply.json(200, ArtworkJson.answer(now));
        }
        Artwork artwork = wait.get()
                .await(now, seen -> find(caller.keyId(), seen.id()))
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork"));
        return wait.get().applied(Reply.json(200, ArtworkJson.answer(artwork)));
    }

    private Artwork find(Caller caller, APIGatewayProxyRequestEvent event) {
        return pathId(event)
                .flatMap(id -> find(caller.keyId(), id))
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork"));
    }

    private Optional<Artwork> find(String keyId, ArtworkId id) {
        return artworks.find(keyId, id).flatMap(expiry::atDeadline);
    }

    private Reply cancel(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Artwork artwork = pathId(event)
                .flatMap(id -> expiry.cancel(caller.keyId(), id))
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork"));
        if (!(artwork.state() instanceof State.Canceled)) {
            throw new ApiException.Conflict(
                    "the artwork has " + artwork.state().status() + " and can't be canceled any more");
        }
        return Reply.json(200, ArtworkJson.answer(artwork));
    }

    // A call completes the deletion of an earlier one that died.
    private Reply delete(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        if (pathId(event).filter(id -> removal.delete(caller.keyId(), id)).isEmpty()) {
            throw new ApiException.NotFound("there is no such artwork");
        }
        return Reply.noContent();
    }

    // An ended artwork without attempts is announced, in case its announcement was lost.
    private Reply webhookAttempts(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Artwork artwork = pathId(event)
                .flatMap(id -> artworks.find(caller.keyId(), id))
                .filter(found -> found.parameters().webhook() != null)
                .orElseThrow(() -> new ApiException.NotFound("there is no such artwork, or it has no webhook"));
        announcer.announceIfPossible(artwork);
        return Reply.json(
                200,
                deliveries
                        .find(artwork.id())
                        .map(version -> DeliveryJson.answer(version.value()))
                        .orElseGet(DeliveryJson::answerBeforeFirst));
    }

    // Needs no key: the address contains the secret.
    private Reply result(APIGatewayProxyRequestEvent event) {
        return uuid(event)
                .flatMap(ArtworkId::of)
                .filter(id -> !Artwork.expired(id, clock.instant()))
                .flatMap(id -> ResultPath.parse(event.getPathParameters().getOrDefault("file", ""))
                        .flatMap(path -> masks.link(id, path.attempt(), path.result(), RESULT_VALIDITY)))
                .map(Reply::redirect)
                .orElseThrow(() -> new ApiException.NotFound("there is no such result"));
    }

    private static Reply health(APIGatewayProxyRequestEvent event) {
        return Reply.json(
                200,
                Json.object()
                        .put("status", "ok")
                        .put("version", Build.THIS.version())
                        .put("commit", Build.THIS.commit()));
    }

    /** The artwork's id in the path; empty if no artwork can have this UUID. */
    private static Optional<ArtworkId> pathId(APIGatewayProxyRequestEvent event) {
        return ArtworkId.of(uuid(event).orElseThrow(() -> new ApiException.BadRequest("id must be a UUID")));
    }

    private static Optional<UUID> uuid(APIGatewayProxyRequestEvent event) {
        return UuidText.parse(event.getPathParameters().getOrDefault("id", ""));
    }
}
