package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every function that finds an overdue artwork ends it and announces it to its webhook. */
class DeadlineTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryQueue<Announcement> webhooks = new InMemoryQueue<>();
    private final Clock clock = Clock.fixed(NOW.plus(Artwork.TIME_TO_END), ZoneOffset.UTC);
    private final ArtworkStore artworks = new ArtworkStore(data, clock);
    private final StatusHandler handler = new StatusHandler(data, webhooks, List.of(), EndWait.none(clock), clock);

    @ParameterizedTest
    @ValueSource(strings = {"status-one", "status-list", "status-cancel"})
    void anOverdueArtworkIsEndedAndAnnounced(String name) {
        Artwork overdue = overdue(name);

        assertThat(call(name, overdue)).isNotEqualTo(500);

        assertThat(artworks.find(overdue.keyId(), overdue.id())).get().satisfies(now -> assertThat(now.state())
                .isInstanceOf(State.Failed.class));
        assertThat(webhooks.sent()).containsOnly(new Announcement(overdue.id(), overdue.keyId()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-one", "status-list", "status-cancel"})
    void anEndWhoseAnnouncementFailedIsAnsweredAndAnnouncedByTheNextCall(String name) {
        Artwork overdue = overdue(name);
        webhooks.failing(true);
        int first = call(name, overdue);
        webhooks.failing(false);

        assertThat(call(name, overdue)).isEqualTo(first).isNotEqualTo(500);
        assertThat(webhooks.sent()).containsOnly(new Announcement(overdue.id(), overdue.keyId()));
    }

    private Artwork overdue(String name) {
        Object keyId = event(name).getRequestContext().getAuthorizer().get("keyId");
        return artworks.create(Artworks.withWebhook(String.valueOf(keyId), NOW, "https://hooks.example/done"));
    }

    private int call(String name, Artwork artwork) {
        APIGatewayProxyRequestEvent event = event(name);
        event.setPathParameters(Map.of("id", artwork.id().toString()));
        return handler.handleRequest(event, new TestContext()).getStatusCode();
    }

    private static APIGatewayProxyRequestEvent event(String name) {
        return Events.read(name, APIGatewayProxyRequestEvent.class);
    }
}
