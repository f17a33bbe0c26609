package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ATTEMPT = "a".repeat(32);
    private static final Result RESULT = new Result(0, "b".repeat(32), MaskFormat.WEBP);
    private static final String FILE = "0-" + ATTEMPT + "b".repeat(32) + ".webp";

    private final InMemoryBucket objects = new InMemoryBucket();
    private final APIGatewayProxyRequestEvent one = Events.read("status-one", APIGatewayProxyRequestEvent.class);
    private final APIGatewayProxyRequestEvent result = Events.read("results", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(one.getRequestContext().getAuthorizer().get("keyId"));
    private final Artwork artwork = Artworks.starting(keyId, NOW);

    @Test
    void anArtworkIsAnsweredToItsKey() {
        new ArtworkStore(objects, clock(NOW)).create(artwork);
        one.setPathParameters(Map.of("id", artwork.id().toString().toUpperCase(Locale.ROOT)));

        APIGatewayProxyResponseEvent response = handle(one, NOW);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(Json.read(response.getBody().getBytes(UTF_8)))
                .hasToString(ArtworkJson.answer(artwork).toString());
    }

    @Test
    void anotherKeysArtworkIsNotFound() {
        Artwork theirs = new ArtworkStore(objects, clock(NOW)).create(Artworks.starting("other", NOW));
        one.setPathParameters(Map.of("id", theirs.id().toString()));

        assertThat(handle(one, NOW).getStatusCode()).isEqualTo(404);
    }

    @Test
    void anExpiredArtworkIsNotFound() {
        new ArtworkStore(objects, clock(NOW)).create(artwork);
        one.setPathParameters(Map.of("id", artwork.id().toString()));

        assertThat(handle(one, NOW.plus(Duration.ofDays(8))).getStatusCode()).isEqualTo(404);
    }

    @Test
    void aLookUpFailsAnArtworkThatIsPastItsDeadline() {
        ArtworkStore store = new ArtworkStore(objects, clock(NOW));
        store.create(artwork);
        one.setPathParameters(Map.of("id", artwork.id().toString()));

        assertThat(handle(one, NOW.plus(Duration.ofHours(6))).getBody())
                .contains("\"status\":\"failed\"", "\"error\":\"The artwork did not end within 6 hours");
        assertThat(handle(one, NOW).getBody()).contains("\"status\":\"failed\"");
    }

    @Test
    void everyOtherUuidIsNotFoundAndAnythingElseIsRefused() {
        for (String id : new String[] {
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "3e5aef07-a0ae-4d5a-9cf0-9a2e7c8f3d11",
            artwork.id().toString()
        }) {
            one.setPathParameters(Map.of("id", id));
            assertThat(handle(one, NOW).getStatusCode()).as(id).isEqualTo(404);
        }
        for (String id : new String[] {"1", "1-1-1-1-1", "", "{id}", artwork.id() + " ", "segmentation"}) {
            one.setPathParameters(Map.of("id", id));
            APIGatewayProxyResponseEvent response = handle(one, NOW);
            assertThat(response.getStatusCode()).as(id).isEqualTo(400);
            assertThat(response.getBody()).contains("id must be a UUID");
        }
    }

    @Test
    void aResultsAddressLeadsToTheMask() {
        new MaskStore(objects).put(artwork.id(), ATTEMPT, RESULT, new byte[] {1}, "0");
        result.setPathParameters(Map.of("id", artwork.id().toString(), "file", FILE));

        APIGatewayProxyResponseEvent response = handle(result, NOW);

        assertThat(response.getStatusCode()).isEqualTo(302);
        assertThat(response.getHeaders().get("Location"))
                .isEqualTo("https://bucket.example/masks/" + artwork.id() + "/" + ATTEMPT + "/0-" + "b".repeat(32)
                        + ".webp?valid=900");
        assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void anAddressThatIsWrongInAnyPartIsNotFound() {
        new MaskStore(objects).put(artwork.id(), ATTEMPT, RESULT, new byte[] {1}, "0");
        String id = artwork.id().toString();

        for (String[] wrong : new String[][] {
            {id, FILE.replace('b', 'c')},
            {id, FILE.replace("webp", "png")},
            {id, FILE.replace("0-", "1-")},
            {id, FILE.toUpperCase(Locale.ROOT)},
            {id, ""},
            {"x", FILE},
            {Artworks.starting(keyId, NOW).id().toString(), FILE}
        }) {
            result.setPathParameters(Map.of("id", wrong[0], "file", wrong[1]));
            assertThat(handle(result, NOW).getStatusCode())
                    .as("%s/%s", (Object[]) wrong)
                    .isEqualTo(404);
        }
    }

    @Test
    void anExpiredResultIsNotFound() {
        new MaskStore(objects).put(artwork.id(), ATTEMPT, RESULT, new byte[] {1}, "0");
        result.setPathParameters(Map.of("id", artwork.id().toString(), "file", FILE));

        assertThat(handle(result, NOW.plus(Duration.ofDays(8))).getStatusCode()).isEqualTo(404);
    }

    @Test
    void anotherMethodOfAKnownPathIsToldWhichThereAre() {
        APIGatewayProxyResponseEvent response =
                handle(Events.read("wrong-method", APIGatewayProxyRequestEvent.class), NOW);

        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders()).containsEntry("Allow", "DELETE, GET, OPTIONS");
    }

    @Test
    void anUnknownPathIsNotFound() {
        for (String name : new String[] {"unknown-path", "root"}) {
            assertThat(handle(Events.read(name, APIGatewayProxyRequestEvent.class), NOW)
                            .getStatusCode())
                    .isEqualTo(404);
        }
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Instant now) {
        return new StatusHandler(objects, new InMemoryQueue<>(), List.of(), EndWait.none(clock(now)), clock(now))
                .handleRequest(event, new TestContext());
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
