package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.concurrent.DaemonThreads;
import dev.frisket.core.config.Environment;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.store.ArtworkExpiry;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Look-ups of artworks and of masks, calling artworks off, and what the API tells of itself. */
public final class StatusHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    // Measured at 20 ms a read: a page of 500 takes 6.5 s with 5 readers, 2.0 s with 16, 1.3 s with 32. The HTTP client
    // keeps 5 idle connections, so each page opens some 30 anew; keeping them all would save another 0.4 s.
    private static final int READERS = 32;

    private final Map<String, Function<APIGatewayProxyRequestEvent, Reply>> routes;

    /** What Lambda calls. */
    public StatusHandler() {
        this(StatusConfiguration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
    }

    private StatusHandler(StatusConfiguration configuration, Aws aws) {
        this(
                aws.bucket(configuration.dataBucket()),
                aws.queue(configuration.webhooksQueueUrl()),
                configuration.modelPacks(),
                Clock.systemUTC());
    }

    /**
     * The same with everything it works on.
     *
     * @param data the data bucket
     * @param webhooks where ended artworks are announced
     * @param modelPacks names of the packs that the worker uses
     */
    public StatusHandler(Bucket data, MessageQueue<Announcement> webhooks, List<String> modelPacks, Clock clock) {
        ArtworkStore artworks = new ArtworkStore(data, clock);
        WebhookAnnouncer announcer = new WebhookAnnouncer(data, webhooks);
        ArtworkExpiry endings = new ArtworkExpiry(artworks, announcer::announceIfPossible, clock);
        Executor readers = Executors.newFixedThreadPool(READERS, DaemonThreads.named("reader"));
        routes = Map.of(
                "GET /v2/artworks", new ArtworkList(artworks, endings, readers),
                "GET /v2/artworks/{id}", new OneArtwork(artworks, endings),
                "GET /v2/artworks/{id}/webhook", new WebhookAttempts(artworks, new DeliveryStore(data), announcer),
                "POST /v2/artworks/{id}/cancel", new Cancellation(endings),
                "GET /v2/results/{id}/{file}", new ResultLink(new MaskStore(data), clock),
                "GET /v2/models", new ModelList(modelPacks),
                "GET /openapi.json", new OpenApiDocument(),
                "GET /health", new Health());
    }

    /** Each method and path that is answered. */
    Set<String> routes() {
        return routes.keySet();
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return Reply.answering(event, () -> {
            Function<APIGatewayProxyRequestEvent, Reply> route =
                    routes.get(event.getHttpMethod() + " " + event.getResource());
            if (route == null) {
                throw UnknownRoute.refusal(event);
            }
            return route.apply(event);
        });
    }
}
