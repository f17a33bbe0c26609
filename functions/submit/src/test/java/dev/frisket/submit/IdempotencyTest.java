package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import dev.frisket.core.store.ArtworkRemoval;
import dev.frisket.core.store.ArtworkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String KEY = "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613";

    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryBucket control = new InMemoryBucket();
    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();

    @Test
    void theSameKeyAndParametersAreTheSameArtwork() {
        JsonNode first = accepted(at(NOW), request("order-4711"));
        JsonNode second = accepted(at(NOW.plusSeconds(5)), request("order-4711"));

        assertThat(second).isEqualTo(first);
        assertThat(artworks()).hasSize(1);
        assertThat(control.list("", 9)).singleElement().satisfies(name -> assertThat(name)
                .matches("claims/" + KEY + "/[0-9a-f]{64}\\.json"));
    }

    @Test
    void equalParametersMayBeSpelledDifferently() {
        APIGatewayProxyRequestEvent spelled = request("order-4711");
        spelled.setBody(" " + spelled.getBody().replaceFirst("\\{", "{\"maskExpand\":0.0,\"webhook\":null,"));

        assertThat(id(accepted(at(NOW), spelled))).isEqualTo(id(accepted(at(NOW), request("order-4711"))));
    }

    @Test
    void anAdditionsDefaultThatIsSentEqualsOneThatIsNot() {
        JsonNode first = accepted(at(NOW), request("order-4711"));
        JsonNode same = accepted(
                at(NOW),
                with("\"boxesCombineMasks\":false,\"boxes\":[],\"maskFillHoles\":false,"
                        + "\"maskLargestOnly\":false,\"maskInvert\":false,\"cutoutFormat\":\"none\""));

        assertThat(same).isEqualTo(first);
        for (String other : List.of(
                "\"boxesCombineMasks\":true",
                "\"maskFillHoles\":true",
                "\"maskLargestOnly\":true",
                "\"maskInvert\":true",
                "\"cutoutFormat\":\"png\"",
                "\"pointsBox\":[0,0,1,1]",
                "\"boxes\":[[0,0,1,1]]")) {
            assertThat(handle(at(NOW), with(other)).getStatusCode()).as(other).isEqualTo(422);
        }
    }

    private static APIGatewayProxyRequestEvent with(String properties) {
        APIGatewayProxyRequestEvent request = request("order-4711");
        request.setBody(request.getBody().replaceFirst("\\{", "{" + properties + ","));
        return request;
    }

    @Test
    void otherParametersUnderTheSameKeyAreRefused() {
        accepted(at(NOW), request("order-4711"));
        APIGatewayProxyRequestEvent other = request("order-4711");
        other.setBody(other.getBody().replaceFirst("\\{", "{\"maskExpand\":1,"));

        APIGatewayProxyResponseEvent response = handle(at(NOW), other);

        assertThat(response.getStatusCode()).isEqualTo(422);
        assertThat(response.getBody()).contains("\"Unprocessable Content\"", "Idempotency-Key must not");
        assertThat(artworks()).hasSize(1);
    }

    @Test
    void anotherCallersKeyIsAnotherKey() {
        APIGatewayProxyRequestEvent theirs = request("order-4711");
        theirs.getRequestContext()
                .setAuthorizer(Map.of("keyId", "k", "organization", "o", "scope", "generator", "domains", "*"));

        assertThat(id(accepted(at(NOW), request("order-4711")))).isNotEqualTo(id(accepted(at(NOW), theirs)));
        assertThat(id(accepted(at(NOW), request("order-4711")))).isNotEqualTo(id(accepted(at(NOW), request("b"))));
    }

    @Test
    void aRefusedRequestLeavesTheKeyFree() {
        APIGatewayProxyRequestEvent wrong = request("order-4711");
        wrong.setBody("{}");

        assertThat(handle(at(NOW), wrong).getStatusCode()).isEqualTo(400);
        assertThat(handle(at(NOW), request("order-4711")).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aKeyIsKeptForADay() {
        String first = id(accepted(at(NOW), request("order-4711")));
        Instant end = NOW.plus(Duration.ofHours(24));

        assertThat(id(accepted(at(end.minusMillis(1)), request("order-4711")))).isEqualTo(first);
        JsonNode second = accepted(at(end), request("order-4711"));
        assertThat(id(second)).isNotEqualTo(first);
        assertThat(second.get("createdAt").textValue()).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(id(accepted(at(end.plusSeconds(1)), request("order-4711")))).isEqualTo(id(second));
    }

    @Test
    void theArtworkIsAnsweredAsItIsNowAndItsJobIsSentAgainOnlyWhileItWaits() {
        ArtworkStore store = new ArtworkStore(data, clock(NOW));
        ArtworkId id = ArtworkId.parse(id(accepted(at(NOW), request("order-4711"))));
        accepted(at(NOW), request("order-4711"));
        assertThat(jobs.sent()).containsExactly(new Job(id, KEY), new Job(id, KEY));

        store.advance(KEY, id, new State.Processing("a".repeat(32), null));
        assertThat(status(accepted(at(NOW), request("order-4711")))).isEqualTo("processing");
        store.advance(KEY, id, new State.Canceled());
        assertThat(status(accepted(at(NOW), request("order-4711")))).isEqualTo("canceled");
        assertThat(jobs.sent()).hasSize(2);
    }

    @Test
    void anArtworkPastItsDeadlineIsAnsweredFailed() {
        accepted(at(NOW), request("order-4711"));

        assertThat(status(accepted(at(NOW.plus(Duration.ofHours(6))), request("order-4711"))))
                .isEqualTo("failed");
        assertThat(jobs.sent()).hasSize(1);
    }

    @Test
    void aJobThatCannotBeSentIsSentByTheNextCall() {
        MessageQueue<Job> down = Faults.always(Fault.REFUSED, "send").through(jobs);

        assertThat(handle(handler(data, control, down, NOW), request("order-4711"))
                        .getStatusCode())
                .isEqualTo(500);
        JsonNode artwork = accepted(at(NOW), request("order-4711"));

        assertThat(status(artwork)).isEqualTo("starting");
        assertThat(jobs.sent()).containsExactly(new Job(ArtworkId.parse(id(artwork)), KEY));
    }

    /** The calls of one request: look for the claim, make it, record the artwork, send the job. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCrashBetweenAnyTwoStepsIsCompletedByTheRetry(int call) {
        for (Fault kill : List.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER)) {
            Faults crash = Faults.at(call, kill);
            String key = "key-" + artworks().size();
            int artworksBefore = artworks().size();
            SubmitHandler dying = handler(
                    crash.through(Bucket.class, data), crash.through(Bucket.class, control), crash.through(jobs), NOW);

            assertThatThrownBy(() -> handle(dying, request(key))).isInstanceOf(Faults.Killed.class);
            JsonNode artwork = accepted(at(NOW.plusSeconds(1)), request(key));

            assertThat(status(artwork)).isEqualTo("starting");
            assertThat(artworks()).hasSize(artworksBefore + 1);
            assertThat(jobs.sent()).contains(new Job(ArtworkId.parse(id(artwork)), KEY));
            assertThat(id(accepted(at(NOW.plusSeconds(2)), request(key)))).isEqualTo(id(artwork));
        }
    }

    @Test
    void lostAnswersOfBothBucketsChangeNothing() {
        SubmitHandler unlucky = handler(Faults.losingAnswers(data), Faults.losingAnswers(control), jobs, NOW);

        String id = id(accepted(unlucky, request("order-4711")));

        assertThat(id(accepted(at(NOW), request("order-4711")))).isEqualTo(id);
        assertThat(artworks()).hasSize(1);
    }

    @Test
    void fiftyPostsAtOnceAreOneArtwork() throws Exception {
        SubmitHandler handler = at(NOW);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(50);
        List<String> ids = new ArrayList<>();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> {
                    APIGatewayProxyRequestEvent request = request("order-4711");
                    start.await();
                    return id(accepted(handler, request));
                }));
            }
            start.countDown();
            for (Future<String> answer : answers) {
                ids.add(answer.get());
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(ids).hasSize(50).containsOnly(ids.get(0));
        assertThat(artworks()).hasSize(1);
    }

    @Test
    void theKeyOfADeletedArtworkBeginsANewOneAlsoWithOtherParameters() {
        String first = id(accepted(at(NOW), request("order-4711")));
        delete(first);

        JsonNode second = accepted(at(NOW), request("order-4711"));
        assertThat(id(second)).isNotEqualTo(first);
        assertThat(status(second)).isEqualTo("starting");
        assertThat(id(accepted(at(NOW), request("order-4711")))).isEqualTo(id(second));
        assertThat(jobs.sent()).last().isEqualTo(new Job(ArtworkId.parse(id(second)), KEY));

        delete(id(second));
        String third = id(accepted(at(NOW), with("\"maskExpand\":1")));
        assertThat(third).isNotEqualTo(id(second));
        assertThat(handle(at(NOW), request("order-4711")).getStatusCode()).isEqualTo(422);
    }

    /** Deletes the artwork between any two steps of the repeated request, and while an equal one begins anew. */
    @Test
    void aDeletionDuringARepeatedRequestNeverAnswersAnArtworkThatWasGoneBefore() {
        for (int call = 1; call <= 4; call++) {
            String key = "key-" + call;
            String first = id(accepted(at(NOW), request(key)));
            int moment = call;
            AtomicInteger calls = new AtomicInteger();
            Faults meanwhile = new Faults(method -> {
                if (calls.incrementAndGet() == moment) {
                    delete(first);
                }
                return Fault.NONE;
            });
            SubmitHandler handler = handler(
                    meanwhile.through(Bucket.class, data),
                    meanwhile.through(Bucket.class, control),
                    meanwhile.through(jobs),
                    NOW);

            String second = id(accepted(handler, request(key)));

            assertThat(second.equals(first)).as("deleted before call %d", call).isEqualTo(call == 4);
            assertThat(id(accepted(at(NOW), request(key)))).isNotEqualTo(first);
        }
    }

    private void delete(String id) {
        ArtworkStore store = new ArtworkStore(data, clock(NOW));
        assertThat(new ArtworkRemoval(data, store).delete(KEY, ArtworkId.parse(id)))
                .isTrue();
    }

    private static APIGatewayProxyRequestEvent request(String key) {
        APIGatewayProxyRequestEvent event = Events.read("submit-idempotent", APIGatewayProxyRequestEvent.class);
        event.getMultiValueHeaders().put("idempotency-key", List.of(key));
        return event;
    }

    private SubmitHandler at(Instant now) {
        return handler(data, control, jobs, now);
    }

    private static SubmitHandler handler(Bucket data, Bucket control, MessageQueue<Job> jobs, Instant now) {
        return new SubmitHandler(
                data,
                control,
                jobs,
                new InMemoryQueue<>(),
                Rules.PUBLIC,
                UnknownPropertyRule.REFUSE,
                EndWait.none(clock(now)),
                clock(now));
    }

    private static APIGatewayProxyResponseEvent handle(SubmitHandler handler, APIGatewayProxyRequestEvent request) {
        return handler.handleRequest(request, new TestContext());
    }

    private static JsonNode accepted(SubmitHandler handler, APIGatewayProxyRequestEvent request) {
        APIGatewayProxyResponseEvent response = handle(handler, request);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(202);
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    private List<String> artworks() {
        return data.list("artworks/", 1000);
    }

    private static String id(JsonNode artwork) {
        return artwork.get("id").textValue();
    }

    private static String status(JsonNode artwork) {
        return artwork.get("status").textValue();
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
