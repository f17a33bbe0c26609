package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArtworkListTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final APIGatewayProxyRequestEvent event = Events.read("status-list", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));
    private final Calls objects = new Calls(new InMemoryBucket());
    private final ArtworkStore store = new ArtworkStore(objects.port(), clock(NOW));
    private final StatusHandler handler =
            new StatusHandler(objects.port(), new InMemoryQueue<>(), List.of(), EndWait.none(clock(NOW)), clock(NOW));

    @Test
    void threeThousandArtworksAreCoveredOnceAndInOrderByPagesOf500() {
        Random random = new Random(3);
        List<ArtworkId> ids = new ArrayList<>(IntStream.range(0, 3000)
                .mapToObj(i -> Artworks.starting(keyId, NOW.minusMillis(random.nextInt(1000))))
                .map(artwork -> store.create(artwork).id())
                .toList());
        store.create(Artworks.starting("other", NOW));
        store.create(Artworks.starting(keyId + "0", NOW));

        List<String> listed = new ArrayList<>();
        for (int offset = 0; offset < 3000; offset += 500) {
            JsonNode page = page(offset, 500);
            assertThat(page).hasSize(500);
            page.forEach(artwork -> listed.add(artwork.get("id").textValue()));
        }

        Comparator<ArtworkId> byTime = Comparator.comparing(ArtworkId::createdAt);
        ids.sort(byTime.thenComparing(ArtworkId::toString).reversed());
        assertThat(listed).isEqualTo(ids.stream().map(ArtworkId::toString).toList());
        assertThat(page(3000, 500)).isEmpty();
    }

    @Test
    void aPageIsTheSameArtworksThatALookUpAnswers() {
        Artwork older = store.create(Artworks.starting(keyId, NOW.minusSeconds(1)));
        Artwork newer = store.create(Artworks.starting(keyId, NOW));

        assertThat(page(0, 10)).hasToString("[" + ArtworkJson.answer(newer) + "," + ArtworkJson.answer(older) + "]");
        assertThat(page(1, 1)).hasToString("[" + ArtworkJson.answer(older) + "]");
        assertThat(page(2, 10)).isEmpty();
    }

    @Test
    void anotherKeysArtworksAreNotShown() {
        store.create(Artworks.starting("other", NOW));

        assertThat(page(0, 500)).isEmpty();
    }

    @Test
    void expiredArtworksAreNotShown() {
        store.create(Artworks.starting(keyId, NOW.minus(Duration.ofDays(8))));
        Artwork last = store.create(
                Artworks.starting(keyId, NOW.minus(Duration.ofDays(8)).plusMillis(1)));

        assertThat(page(0, 10)).singleElement().satisfies(artwork -> assertThat(
                        artwork.get("id").textValue())
                .isEqualTo(last.id().toString()));
    }

    @Test
    void anOverdueArtworkIsShownFailedAndIsSo() {
        Artwork overdue = store.create(Artworks.starting(keyId, NOW.minus(Duration.ofHours(6))));

        assertThat(page(0, 10).get(0).get("status").textValue()).isEqualTo("failed");
        assertThat(store.find(keyId, overdue.id())).get().satisfies(artwork -> assertThat(artwork.state())
                .isInstanceOf(State.Failed.class));
    }

    @Test
    void anArtworkThatIsRemovedAfterItsNameWasListedIsPassedOver() {
        Artwork kept = store.create(Artworks.starting(keyId, NOW));
        Artwork removed = store.create(Artworks.starting(keyId, NOW.minusSeconds(1)));
        objects.afterListing(() -> objects.port().delete(ObjectKeys.artwork(keyId, removed.id())));

        assertThat(page(0, 10)).hasToString("[" + ArtworkJson.answer(kept) + "]");
    }

    @Test
    void eachArtworkIsReadOnceAndNamesAreListedOnce() {
        for (int i = 0; i < 30; i++) {
            store.create(Artworks.starting(keyId, NOW.minusMillis(i)));
        }
        objects.forget();

        page(10, 15);

        assertThat(objects.count("list")).isEqualTo(1);
        assertThat(objects.count("get")).isEqualTo(15);
    }

    @Test
    void aPageOver5MegabytesIsRefusedNamingALimitThatFits() {
        for (int i = 0; i < 30; i++) {
            store.create(large(NOW.minusMillis(i), "x".repeat(250_000)));
        }
        String refusal = handle(0, 30).getBody();

        assertThat(refusal)
                .isEqualTo("{\"message\":\"limit must not be greater than 19 here: the page would be over 5 MB\","
                        + "\"statusCode\":400,\"error\":\"Bad Request\"}");
        assertThat(handle(0, 20).getStatusCode()).isEqualTo(400);
        assertThat(handle(0, 19).getBody().getBytes(UTF_8)).hasSizeBetween(4_700_000, 5_000_000);
        assertThat(page(20, 10)).hasSize(10);
    }

    @Test
    void whatAFunctionCannotAnswerIsRefusedToo() {
        for (int i = 0; i < 20; i++) {
            store.create(large(NOW.minusMillis(i), "\"".repeat(120_000)));
        }

        assertThat(handle(0, 20).getBody()).contains("limit must not be greater than 12 here");
        assertThat(Json.write(Json.object().put("body", handle(0, 12).getBody()))
                        .length())
                .isLessThan(6 * 1024 * 1024);
    }

    @Test
    void aQueryThatBreaksARuleIsRefused() {
        event.setMultiValueQueryStringParameters(Map.of("limit", List.of("501")));

        assertThat(handler.handleRequest(event, new TestContext()).getBody())
                .contains("limit must not be greater than 500");
    }

    @Test
    void aKeyForOtherDomainsMayNot() {
        event.getRequestContext()
                .setAuthorizer(Map.of("keyId", "k", "organization", "o", "scope", "admin", "domains", "films"));

        assertThat(handle(0, 10).getStatusCode()).isEqualTo(403);
    }

    private JsonNode page(int offset, int limit) {
        APIGatewayProxyResponseEvent response = handle(offset, limit);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    private APIGatewayProxyResponseEvent handle(int offset, int limit) {
        event.setMultiValueQueryStringParameters(
                Map.of("offset", List.of(String.valueOf(offset)), "limit", List.of(String.valueOf(limit))));
        return handler.handleRequest(event, new TestContext());
    }

    private Artwork large(Instant createdAt, String prompt) {
        Artwork artwork = Artworks.starting(keyId, createdAt);
        return new Artwork(
                artwork.id(),
                keyId,
                artwork.organization(),
                artwork.apiUrl(),
                new Parameters(
                        "https://pictures.example/cat.jpg",
                        Method.TEXT,
                        new TextParameters(prompt, 0.2, -1, true),
                        PointsParameters.DEFAULTS,
                        MaskParameters.DEFAULTS,
                        OutputFormat.AUTO,
                        null),
                artwork.deadline(),
                artwork.state());
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
