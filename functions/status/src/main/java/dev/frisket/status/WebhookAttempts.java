package dev.frisket.status;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Reply;
import dev.frisket.core.api.Scope;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.DeliveryJson;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.core.webhook.WebhookAnnouncer;
import java.util.function.Function;

/**
 * {@code GET /v2/artworks/{id}/webhook}: how the calls of an artwork's webhook went. Asking for those of an ended artwork
 * of which there are none announces it, should that have been missed.
 */
final class WebhookAttempts implements Function<APIGatewayProxyRequestEvent, Reply> {
    private final ArtworkStore artworks;
    private final DeliveryStore deliveries;
    private final WebhookAnnouncer announcer;

    WebhookAttempts(ArtworkStore artworks, DeliveryStore deliveries, WebhookAnnouncer announcer) {
        this.artworks = artworks;
        this.deliveries = deliveries;
        this.announcer = announcer;
    }

    @Override
    public Reply apply(APIGatewayProxyRequestEvent event) {
        Caller caller = Caller.of(event).require(Scope.GENERATOR, Caller.ARTWORKS);
        Artwork artwork = PathId.of(event)
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
}
