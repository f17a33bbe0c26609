package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.aws.BrokenService;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.bucket.StoredObject;
import dev.frisket.core.json.Json;
import dev.frisket.core.log.CapturedLines;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SubmitHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    private final InMemoryBucket data = new InMemoryBucket();
    private final ArtworkStore artworks = new ArtworkStore(data, CLOCK);
    private final SubmitHandler handler = handler(data);
    private final APIGatewayProxyRequestEvent event = Events.read("submit-points", APIGatewayProxyRequestEvent.class);

    @Test
    void anAcceptedRequestIsRecordedQueuedAndAnswered() {
        APIGatewayProxyResponseEvent response = handle(handler);

        assertThat(response.getStatusCode()).isEqualTo(202);
        JsonNode body = Json.read(response.getBody().getBytes(UTF_8));
        assertThat(body.get("status").textValue()).isEqualTo("starting");
        assertThat(body.get("createdAt").textValue()).isEqualTo("2026-11-23T12:00:00.500Z");
        assertThat(body.get("parameters").get("method").textValue()).isEqualTo("points");
        ArtworkId id = ArtworkId.parse(body.get("id").textValue());
        String keyId = String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));
        assertThat(jobs.sent()).containsExactly(new Job(id, keyId));
        assertThat(jobs.organizations())
                .containsExactly(
                        String.valueOf(event.getRequestContext().getAuthorizer().get("organization")));
        assertThat(artworks.find(keyId, id)).get().satisfies(artwork -> {
            assertThat(artwork.state()).isEqualTo(new State.Starting());
            assertThat(artwork.deadline()).isEqualTo(NOW.plus(Duration.ofHours(6)));
        });
        assertThat(response.getHeaders())
                .containsEntry("Retry-After", "2")
                .containsEntry("Content-Type", "application/json");
        assertThat(response.getHeaders().get("Location"))
                .isEqualTo("https://" + event.getRequestContext().getDomainName()
                        + event.getRequestContext().getPath().replace("segmentation", id.toString()));
    }

    @Test
    void aBodyInBase64IsTheSameRequest() {
        event.setBody(Base64.getEncoder().encodeToString(event.getBody().getBytes(UTF_8)));
        event.setIsBase64Encoded(true);

        assertThat(handle(handler).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aRefusedRequestIsToldWhyAndNothingIsQueued() {
        APIGatewayProxyResponseEvent response = handler.handleRequest(
                Events.read("submit-invalid", APIGatewayProxyRequestEvent.class), new TestContext());

        assertThat(response.getStatusCode()).isEqualTo(400);
        JsonNode body = Json.read(response.getBody().getBytes(UTF_8));
        assertThat(body.fieldNames()).toIterable().containsExactly("message", "statusCode", "error");
        assertThat(body.get("statusCode").intValue()).isEqualTo(400);
        assertThat(body.get("error").textValue()).isEqualTo("Bad Request");
        assertThat(jobs.sent()).isEmpty();
    }

    @Test
    void anEmptyBodyIsRefused() {
        event.setBody(null);

        assertThat(handle(handler).getStatusCode()).isEqualTo(400);
    }

    @Test
    @Timeout(20)
    void aCallerIsAnsweredWhileTheStorageIsSilent() throws IOException {
        try (BrokenService broken = BrokenService.silent()) {
            APIGatewayProxyResponseEvent response = handle(handler(broken.aws().bucket("data")));

            assertThat(response.getStatusCode()).isEqualTo(500);
            assertThat(jobs.sent()).isEmpty();
        }
    }

    @Test
    void aKeyForOtherDomainsMayNot() {
        event.getRequestContext()
                .setAuthorizer(Map.of("keyId", "k", "organization", "o", "scope", "admin", "domains", "films,books"));

        assertThat(handle(handler).getStatusCode()).isEqualTo(403);
        assertThat(jobs.sent()).isEmpty();
    }

    @Test
    void anArtworkWhoseJobCannotBeQueuedFailsAndTheCallerIsTold() {
        InMemoryBucket objects = new InMemoryBucket();
        jobs.failing(true);

        APIGatewayProxyResponseEvent response;
        try (CapturedLines log = new CapturedLines()) {
            response = handle(handler(objects));
            assertThat(log.lines().get(0).path("artworkId").asText()).hasSize(36);
        }

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody()).doesNotContain("Exception", "queue");
        StoredObject stored = objects.get(objects.list("artworks/", 1).get(0)).orElseThrow();
        assertThat(new String(stored.bytes(), UTF_8)).contains("\"status\":\"failed\"");
    }

    @Test
    void whenNothingCanBeStoredNothingIsQueued() {
        Bucket down = (Bucket) Proxy.newProxyInstance(
                Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    throw new BucketUnavailable("secret-bucket is down", new IllegalStateException());
                });

        APIGatewayProxyResponseEvent response = handle(handler(down));

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(response.getBody())
                .isEqualTo("{\"message\":\"something went wrong on our side, try again\",\"statusCode\":500,"
                        + "\"error\":\"Internal Server Error\"}");
        assertThat(jobs.sent()).isEmpty();
    }

    private SubmitHandler handler(Bucket bucket) {
        return new SubmitHandler(
                bucket,
                new InMemoryBucket(),
                jobs,
                new InMemoryQueue<>(),
                Rules.PUBLIC,
                UnknownPropertyRule.REFUSE,
                EndWait.none(CLOCK),
                CLOCK);
    }

    private APIGatewayProxyResponseEvent handle(SubmitHandler submit) {
        return submit.handleRequest(event, new TestContext());
    }
}
