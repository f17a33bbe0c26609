package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.json.Json;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.notify.Receiver;
import dev.frisket.notify.WebhookResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A webhook receiver that records the events; sometimes it is down, or its response is lost. */
final class Listener implements Receiver {
    private static final WebhookResponse SILENCE = WebhookResponse.none("The receiver did not answer.");
    private static final WebhookResponse THANKS = new WebhookResponse(new Delivery.Answered(204), Duration.ZERO);

    private final Set<String> announced = new HashSet<>();
    private final FaultyBackend backend;

    Listener(FaultyBackend backend) {
        this.backend = backend;
    }

    @Override
    public WebhookResponse post(String webhook, Map<String, String> headers, byte[] body, Duration atMost) {
        if (webhook.contains("down") || backend.unlucky("webhook's receiver down")) {
            return SILENCE;
        }
        JsonNode artwork = Json.read(body);
        assertThat(artwork.get("id").textValue()).isEqualTo(headers.get("webhook-id"));
        assertThat(artwork.get("status").textValue()).isIn("succeeded", "failed", "canceled");
        String id = artwork.get("id").textValue();
        assertThat(new Promises(backend.data).deleted())
                .as("deleted before this attempt began")
                .doesNotContain(id);
        announced.add(id);
        return backend.unlucky("receiver's answer lost") ? SILENCE : THANKS;
    }

    /** The ids of artworks whose end was received. */
    Set<String> announced() {
        return announced;
    }

    /**
     * Checks that each requested webhook was called or is a dead letter, no other was, and each had one event. Of
     * artworks that were deleted since, no delivery is left.
     */
    void check(Promises promises, Set<String> mayHaveLeftDeliveries) {
        Set<String> asked = promises.artworks().stream()
                .filter(artwork -> artwork.parameters().webhook() != null)
                .map(Artwork::id)
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<String> owed = new HashSet<>(promises.accepted());
        owed.retainAll(asked);
        Set<String> called = backend.deadWebhooks.bodies().stream()
                .map(body -> Announcement.read(body).artworkId().toString())
                .collect(Collectors.toCollection(() -> new HashSet<>(announced)));
        called.removeAll(promises.deleted());
        assertThat(called).as("announced or given up").containsAll(owed);
        assertThat(asked).containsAll(called);
        assertThat(backend.data.list("deliveries/", Integer.MAX_VALUE).stream()
                        .map(key -> key.replaceAll("deliveries/|\\.json", ""))
                        .filter(id -> called.contains(id) || !mayHaveLeftDeliveries.contains(id)))
                .containsExactlyInAnyOrderElementsOf(called);
    }
}
