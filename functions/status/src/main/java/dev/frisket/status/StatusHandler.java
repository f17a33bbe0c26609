package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.config.Aws;
import dev.frisket.core.config.Environment;
import dev.frisket.core.objects.Objects;
import dev.frisket.core.objects.S3Objects;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/** Look-ups: one artwork, and the masks behind result addresses. */
public final class StatusHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
    private final Map<String, Function<APIGatewayProxyRequestEvent, Reply>> routes;

    /** What Lambda calls. */
    public StatusHandler() {
        this(
                new S3Objects(Aws.s3(), Aws.presigner(), Environment.ofProcess().required("DATA_BUCKET")),
                Clock.systemUTC());
    }

    /**
     * The same with everything it works on.
     *
     * @param data the data bucket
     */
    public StatusHandler(Objects data, Clock clock) {
        routes = Map.of(
                "GET /v2/artworks/{id}", new OneArtwork(new ArtworkStore(data, clock)),
                "GET /v2/results/{id}/{file}", new ResultLink(new MaskStore(data), clock));
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return Reply.answering(event, () -> {
            Function<APIGatewayProxyRequestEvent, Reply> route =
                    routes.get(event.getHttpMethod() + " " + event.getResource());
            if (route == null) {
                throw Otherwise.refusal(event);
            }
            return route.apply(event);
        });
    }
}
