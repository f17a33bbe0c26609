package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.bucket.JsonObjects.Version;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookAttemptsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryQueue<Announcement> webhooks = new InMemoryQueue<>();
    private final DeliveryStore deliveries = new DeliveryStore(data);
    private final APIGatewayProxyRequestEvent event = Events.read("status-webhook", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));

    @Test
    void theOwnerSeesTheAttemptsAndTheNext() {
        Artwork artwork = artwork(keyId, "https://hooks.example/done");
        Version<Delivery> begun = deliveries.begin(artwork.id(), NOW);
        deliveries.advance(
                artwork.id(),
                begun,
                begun.value()
                        .with(new Delivery.Attempt(NOW, new Delivery.Answered(503)))
                        .at(new Delivery.Step.Waiting(NOW.plusSeconds(5))));

        assertThat(get(artwork).getStatusCode()).isEqualTo(200);
        assertThat(get(artwork).getBody())
                .isEqualTo("{\"attempts\":[{\"at\":\"2026-11-23T12:00:00.000Z\",\"statusCode\":503}],"
                        + "\"next\":\"2026-11-23T12:00:05.000Z\"}");
    }

    @Test
    void beforeTheFirstAttemptThereIsNothingToSee() {
        assertThat(get(artwork(keyId, "https://hooks.example/done")).getBody())
                .isEqualTo("{\"attempts\":[],\"next\":null}");
    }

    @Test
    void anEndedArtworkThatNobodyAnnouncedIsAnnounced() {
        Artwork artwork = artwork(keyId, "https://hooks.example/done");
        new ArtworkStore(data, CLOCK).advance(keyId, artwork.id(), new State.Canceled());

        assertThat(get(artwork).getStatusCode()).isEqualTo(200);
        assertThat(webhooks.sent()).containsExactly(new Announcement(artwork.id(), keyId));
    }

    @Test
    void withoutAWebhookAndForAnotherKeyThereIsNone() {
        assertThat(get(artwork(keyId, null)).getStatusCode()).isEqualTo(404);
        assertThat(get(artwork("other", "https://hooks.example/done")).getStatusCode())
                .isEqualTo(404);
    }

    private Artwork artwork(String key, @Nullable String webhook) {
        return new ArtworkStore(data, CLOCK).create(Artworks.withWebhook(key, NOW, webhook));
    }

    private APIGatewayProxyResponseEvent get(Artwork artwork) {
        event.setPathParameters(Map.of("id", artwork.id().toString()));
        return new StatusHandler(data, webhooks, List.of(), EndWait.none(CLOCK), CLOCK)
                .handleRequest(event, new TestContext());
    }
}
