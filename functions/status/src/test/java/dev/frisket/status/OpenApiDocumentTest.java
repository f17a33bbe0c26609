package dev.frisket.status;

import static dev.frisket.core.Document.names;
import static dev.frisket.core.Document.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.Document;
import dev.frisket.core.Events;
import dev.frisket.core.Template;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.store.ArtworkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the OpenAPI document against the routes, the answers and the template. */
class OpenApiDocumentTest {
    private static final Document DOCUMENT = Document.read();

    private final StatusHandler handler = new StatusHandler(
            new InMemoryBucket(), new InMemoryQueue<>(), List.of(), EndWait.none(Clock.systemUTC()), Clock.systemUTC());

    @Test
    void theDocumentIsServedNamingTheAddressItWasAskedAt() {
        APIGatewayProxyResponseEvent response =
                handler.handleRequest(Events.read("openapi", APIGatewayProxyRequestEvent.class), new TestContext());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        ObjectNode served = (ObjectNode) Json.read(response.getBody().getBytes(UTF_8));
        assertThat(served.remove("servers"))
                .hasToString("[{\"url\":\"https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/api\"}]");
        ObjectNode file = DOCUMENT.at("").deepCopy();
        file.remove("servers");
        assertThat(served).isEqualTo(file);
    }

    @Test
    void healthIsAnsweredToAnybodyWithVersionAndCommitAsDocumented() throws IOException {
        APIGatewayProxyResponseEvent response =
                handler.handleRequest(Events.read("health", APIGatewayProxyRequestEvent.class), new TestContext());

        assertThat(response.getStatusCode()).isEqualTo(200);
        JsonNode health = Json.read(response.getBody().getBytes(UTF_8));
        JsonNode documented = DOCUMENT.at("/paths/~1health/get/responses/200/content/application~1json/schema");
        String pom = Files.readString(Path.of(System.getProperty("template")).resolveSibling("pom.xml"));
        assertThat(names(health)).isEqualTo(texts(documented.get("required")));
        assertThat(health.get("status").textValue()).isEqualTo("ok");
        assertThat(pom).contains("<version>" + health.get("version").textValue() + "</version>\n  <packaging>pom");
        assertThat(health.get("commit").textValue())
                .matches(documented.at("/properties/commit/pattern").textValue());
    }

    @Test
    void everyRouteOfThisFunctionIsDocumented() {
        assertThat(statuses().keySet()).containsAll(handler.routes());
    }

    @Test
    void theTemplateHasTheDocumentedRoutesAndAsksForAKeyWhereTheDocumentDoes() {
        Map<String, Boolean> deployed = new TreeMap<>();
        for (Template.Route route : Template.read().routes()) {
            if (!route.method().equals("ANY")) {
                deployed.put(route.method() + " " + route.path(), route.authorized());
            }
        }
        Map<String, Boolean> documented = new TreeMap<>();
        operations()
                .forEach((route, operation) ->
                        documented.put(route, !operation.path("security").isEmpty() || !operation.has("security")));

        assertThat(documented).isEqualTo(deployed);
    }

    /** The right-hand sides are the table of the contract. */
    @Test
    void eachRouteAnswersTheStatusesOfTheContract() {
        assertThat(statuses())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        entry("POST /v2/artworks/segmentation", "200 202 400 401 403 413 422 429 500"),
                        entry("GET /v2/artworks", "200 400 401 403 429 500"),
                        entry("GET /v2/artworks/{id}", "200 400 401 403 404 429 500"),
                        entry("DELETE /v2/artworks/{id}", "204 400 401 403 404 429 500"),
                        entry("GET /v2/artworks/{id}/masks", "200 400 401 403 404 409 429 500"),
                        entry("POST /v2/artworks/{id}/cancel", "200 400 401 403 404 409 429 500"),
                        entry("GET /v2/artworks/{id}/webhook", "200 400 401 403 404 429 500"),
                        entry("POST /v2/uploads", "201 400 401 403 413 429 500"),
                        entry("GET /v2/results/{id}/{file}", "302 404 429 500"),
                        entry("POST /v2/organizations/{orgId}/webhook-secret", "201 401 403 429 500"),
                        entry("POST /v2/organizations/{orgId}/api-keys", "201 400 401 403 409 413 429 500"),
                        entry("GET /v2/organizations/{orgId}/api-keys", "200 401 403 429 500"),
                        entry("DELETE /v2/organizations/{orgId}/api-keys/{keyId}", "204 400 401 403 404 429 500"),
                        entry("GET /v2/models", "200 401 403 429 500"),
                        entry("GET /openapi.json", "200 429 500"),
                        entry("GET /health", "200 429 500"))));
    }

    @Test
    void thePageHasTheDocumentedRangesAndDefaults() {
        JsonNode offset = DOCUMENT.at("/paths/~1v2~1artworks/get/parameters/0");
        JsonNode limit = DOCUMENT.at("/paths/~1v2~1artworks/get/parameters/1");

        assertThat(offset.get("name").textValue()).isEqualTo("offset");
        assertThat(limit.get("name").textValue()).isEqualTo("limit");
        assertThat(range(offset)).containsExactly(0, Page.MAX_OFFSET, Page.DEFAULT.offset());
        assertThat(range(limit)).containsExactly(Page.MIN_LIMIT, Page.MAX_LIMIT, Page.DEFAULT.limit());
        assertThat(DOCUMENT.at("/paths/~1v2~1artworks/get/responses/200/content/application~1json/schema/maxItems")
                        .intValue())
                .isEqualTo(Page.MAX_LIMIT);
    }

    @Test
    void anArtworkHasTheDocumentedPropertiesInEachState() {
        JsonNode schema = DOCUMENT.at("/components/schemas/Artwork");
        List<String> all = names(schema.get("properties"));
        Artwork artwork = Artworks.starting("key1", Instant.parse("2026-11-23T12:00:00Z"));
        String attempt = "a".repeat(32);
        List<State> states = List.of(
                new State.Starting(),
                new State.Processing(attempt, null),
                new State.Succeeded(
                        attempt, List.of(new Result(0, "b".repeat(32), MaskFormat.WEBP)), Duration.ofSeconds(2)),
                new State.Failed(attempt, "Not a picture.", Duration.ZERO),
                new State.Canceled());

        assertThat(states).hasSameSizeAs(State.class.getPermittedSubclasses());
        assertThat(texts(DOCUMENT.at("/components/schemas/Status/enum")))
                .isEqualTo(states.stream().map(state -> state.status().value()).toList());
        for (State state : states) {
            List<String> answered = names(ArtworkJson.answer(artwork.in(state)));
            assertThat(answered).isEqualTo(state instanceof State.Failed ? all : texts(schema.get("required")));
        }
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        DOCUMENT.at("/paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (!method.equals("parameters")) {
                        operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation);
                    }
                }));
        return operations;
    }

    private static Map<String, String> statuses() {
        Map<String, String> statuses = new TreeMap<>();
        operations()
                .forEach((route, operation) -> statuses.put(
                        route,
                        names(operation.get("responses")).stream()
                                .filter(status -> !status.equals("default"))
                                .collect(Collectors.joining(" "))));
        return statuses;
    }

    private static List<Integer> range(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        return List.of(
                schema.get("minimum").intValue(),
                schema.get("maximum").intValue(),
                schema.get("default").intValue());
    }
}
