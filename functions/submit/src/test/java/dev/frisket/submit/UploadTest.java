package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.ObjectKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");
    private static final String API = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/api";
    private static final String REFUSAL =
            "imageUrl must be an upload of this API key that was sent and is not older than 24 hours";

    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryBucket control = new InMemoryBucket();
    private final String keyId = keyId(Events.read("submit-upload", APIGatewayProxyRequestEvent.class));

    @Test
    void roomIsMadeUnderAFreshIdAndTheCallersKey() {
        APIGatewayProxyResponseEvent response = handle(event("submit-upload"), NOON);

        assertThat(response.getStatusCode()).isEqualTo(201);
        JsonNode room = body(response);
        assertThat(room.fieldNames()).toIterable().containsExactly("uploadUrl", "headers", "imageUrl", "expiresAt");
        UploadId id = id(room);
        assertThat(room.get("imageUrl").textValue()).isEqualTo(API + "/v2/uploads/" + id);
        assertThat(room.get("uploadUrl").textValue())
                .isEqualTo("https://bucket.example/" + ObjectKeys.upload(keyId, id) + "?put=184320&type=image/jpeg");
        assertThat(room.get("headers")).hasToString("{\"Content-Type\":\"image/jpeg\"}");
        assertThat(room.get("expiresAt").textValue()).isEqualTo("2026-11-24T12:00:00.500Z");
        assertThat(id(body(handle(event("submit-upload"), NOON)))).isNotEqualTo(id);
    }

    @Test
    void everyBrokenRuleIsToldAtOnce() {
        APIGatewayProxyResponseEvent response = handle(event("submit-upload-invalid"), NOON);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(message(response))
                .isEqualTo(
                        "property name should not exist; "
                                + "contentType must be one of the following values: image/jpeg, image/png, image/webp, image/gif, "
                                + "image/bmp, image/tiff, image/jpg, image/pjpeg, image/x-png, image/x-ms-bmp; size must not be greater than 25000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"contentType":"image/png","size":1}            | 201
                    {"contentType":"image/png","size":2.5e7}        | 201
                    {"contentType":"image/png","size":0}            | size must not be less than 1
                    {"contentType":"image/png","size":1.5}          | size must be an integer number
                    {"contentType":"image/png","size":"1"}          | size must be an integer number
                    {"contentType":"image/png","size":null}         | size must be an integer number
                    {"contentType":"image/png"}                     | size must be an integer number
                    {"contentType":"image/png","size":1e99}         | size must not be greater than 25000000
                    {"contentType":"IMAGE/PNG","size":1}            | contentType must be one of the following values: image/jpeg, image/png, image/webp, image/gif, image/bmp, image/tiff, image/jpg, image/pjpeg, image/x-png, image/x-ms-bmp
                    {"contentType":"image/png\\r\\nX: y","size":1}  | contentType must be one of the following values: image/jpeg, image/png, image/webp, image/gif, image/bmp, image/tiff, image/jpg, image/pjpeg, image/x-png, image/x-ms-bmp
                    {"contentType":["image/png"],"size":1}          | contentType must be one of the following values: image/jpeg, image/png, image/webp, image/gif, image/bmp, image/tiff, image/jpg, image/pjpeg, image/x-png, image/x-ms-bmp
                    []                                              | body must be a JSON object
                    """)
    void eachBodyIsJudged(String text, String expected) {
        APIGatewayProxyRequestEvent event = event("submit-upload");
        event.setBody(text);

        APIGatewayProxyResponseEvent response = handle(event, NOON);

        assertThat(response.getStatusCode() == 201 ? "201" : message(response)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpg", "image/pjpeg", "image/x-png", "image/x-ms-bmp"})
    void anotherNameOfATypeIsSignedAndToBeSentAsItWasNamed(String type) {
        APIGatewayProxyRequestEvent event = event("submit-upload");
        event.setBody("{\"contentType\":\"" + type + "\",\"size\":9}");

        JsonNode room = body(handle(event, NOON));

        assertThat(room.get("uploadUrl").textValue()).endsWith("&type=" + type);
        assertThat(room.at("/headers/Content-Type").textValue()).isEqualTo(type);
    }

    @Test
    void aKeyOfAnotherDomainMayNot() {
        APIGatewayProxyRequestEvent event = event("submit-upload");
        event.getRequestContext().getAuthorizer().put("domains", "videos");

        assertThat(handle(event, NOON).getStatusCode()).isEqualTo(403);
    }

    @Test
    void anArtworkOfAnUploadRemembersItAndEchoesTheAddressAsSent() {
        UploadId id = sent(keyId);
        for (String spelling : List.of(
                API + "/v2/uploads/" + id,
                API + "/v2/uploads/" + id + "/",
                API + "/v2/uploads/" + id.toString().toUpperCase(Locale.ROOT),
                "https://images.acme.example/v2/uploads/" + id)) {
            APIGatewayProxyResponseEvent response = submit(spelling, NOON.plus(Duration.ofHours(23)));

            assertThat(response.getStatusCode()).as(spelling).isEqualTo(202);
            assertThat(body(response).at("/parameters/imageUrl").textValue()).isEqualTo(spelling);
            assertThat(artwork(response).upload()).isEqualTo(id);
        }
    }

    @Test
    void anothersUploadIsRefusedAtWhateverHostAndOnesOwnUnlessItWasSent() {
        UploadId anothers = sent("another-key");
        UploadId neverSent = id(body(handle(event("submit-upload"), NOON)));

        for (String url : List.of(
                API + "/v2/uploads/" + anothers,
                "https://images.acme.example/v2/uploads/" + anothers,
                API + "/v2/uploads/" + neverSent,
                API + "/v2/uploads/" + UUID.fromString("3e5aef07-a0ae-4d5a-9cf0-9a2e7c8f3d11"),
                API + "/v2/uploads/" + sent(keyId) + "?x",
                API + "/v2/uploads/" + sent(keyId) + "/../" + anothers,
                API + "/v2/uploads/",
                API.toUpperCase(Locale.ROOT) + "/v2/uploads/cat.png")) {
            APIGatewayProxyResponseEvent response = submit(url, NOON);

            assertThat(response.getStatusCode()).as(url).isEqualTo(400);
            assertThat(message(response)).isEqualTo(REFUSAL);
        }
        assertThat(jobs.sent()).isEmpty();
    }

    @Test
    void anAddressThatOnlyLooksLikeAnUploadIsAPictureOnTheWeb() {
        UploadId id = UploadId.create(NOON, new java.util.Random(1));
        for (String url :
                List.of("https://other.example/v2/uploads/" + id, "https://other.example/v2/uploads/cat.png")) {
            APIGatewayProxyResponseEvent response = submit(url, NOON);

            assertThat(response.getStatusCode()).as(url).isEqualTo(202);
            assertThat(artwork(response).upload()).isNull();
        }
        assertThat(message(submit("http://127.0.0.1/v2/uploads/" + id, NOON)))
                .isEqualTo("imageUrl must be a URL address whose host is publicly routable");
    }

    @Test
    void anUploadIsRefusedAfterADayButARequestThatWasAcceptedIsRepeated() {
        String url = API + "/v2/uploads/" + sent(keyId);
        Instant justBefore = NOON.plus(Duration.ofHours(24)).minusMillis(1);
        Instant justAfter = justBefore.plusMillis(1);

        assertThat(submit(url, justBefore, "again").getStatusCode()).isEqualTo(202);
        ArtworkId first = jobs.sent().get(0).artworkId();
        assertThat(message(submit(url, justAfter))).isEqualTo(REFUSAL);
        assertThat(message(submit(url, justAfter, "another"))).isEqualTo(REFUSAL);

        data.delete(data.list("uploads/", 1).get(0));
        APIGatewayProxyResponseEvent repeated = submit(url, justAfter, "again");
        assertThat(repeated.getStatusCode()).isEqualTo(202);
        assertThat(artwork(repeated).id()).isEqualTo(first);
        assertThat(submit(url + "/", justAfter, "again").getStatusCode()).isEqualTo(422);
    }

    private UploadId sent(String owner) {
        UploadId id = UploadId.create(NOON, new java.security.SecureRandom());
        data.put(ObjectKeys.upload(owner, id), new byte[] {1}, "image/png");
        return id;
    }

    private APIGatewayProxyResponseEvent submit(String imageUrl, Instant now, String... key) {
        APIGatewayProxyRequestEvent event = event("submit-points");
        event.setBody(event.getBody().replace("https://images.example.com/cat.jpg", imageUrl));
        if (key.length > 0) {
            event.setMultiValueHeaders(Map.of("Idempotency-Key", List.of(key)));
        }
        return handle(event, now);
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Instant now) {
        return new SubmitHandler(
                        data,
                        control,
                        jobs,
                        new InMemoryQueue<>(),
                        Rules.PUBLIC,
                        UnknownPropertyRule.REFUSE,
                        EndWait.none(Clock.fixed(now, ZoneOffset.UTC)),
                        Clock.fixed(now, ZoneOffset.UTC))
                .handleRequest(event, new TestContext());
    }

    private Artwork artwork(APIGatewayProxyResponseEvent response) {
        return new ArtworkStore(data, Clock.fixed(NOON, ZoneOffset.UTC))
                .find(keyId, ArtworkId.parse(body(response).get("id").textValue()))
                .orElseThrow();
    }

    private static APIGatewayProxyRequestEvent event(String name) {
        return Events.read(name, APIGatewayProxyRequestEvent.class);
    }

    private static String keyId(APIGatewayProxyRequestEvent event) {
        return String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));
    }

    private static UploadId id(JsonNode room) {
        String url = room.get("imageUrl").textValue();
        return new UploadId(UUID.fromString(url.substring(url.lastIndexOf('/') + 1)));
    }

    private static JsonNode body(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    private static String message(APIGatewayProxyResponseEvent response) {
        return body(response).get("message").textValue();
    }
}
