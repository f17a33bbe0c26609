package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.request.UnknownPropertyRule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an organization may have unfinished at once. */
class UnfinishedLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryQueue<Job> jobs = new InMemoryQueue<>();
    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryBucket control = new InMemoryBucket();
    private final List<String> requests = new ArrayList<>();
    private final Faults counting = new Faults(request -> {
        requests.add(request);
        return Fault.NONE;
    });

    @Test
    void oneMoreIsRefusedAndNothingIsRecorded() {
        SubmitHandler submit = handler(2, NOW, jobs);
        assertThat(create(submit).getStatusCode()).isEqualTo(202);
        assertThat(create(submit).getStatusCode()).isEqualTo(202);

        APIGatewayProxyResponseEvent refused = create(submit);

        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getHeaders()).containsEntry("Retry-After", "60");
        assertThat(Json.read(refused.getBody().getBytes(UTF_8)))
                .isEqualTo(Json.read(("{\"message\":\"the organization must not have more than 2 unfinished artworks,"
                                + " try again later\",\"statusCode\":429,\"error\":\"Too Many Requests\"}")
                        .getBytes(UTF_8)));
        assertThat(data.list("artworks/", 10)).hasSize(2);
        assertThat(jobs.sent()).hasSize(2);
    }

    @Test
    void whatWasAcceptedIsAnsweredAgainAndARefusalIsNotRemembered() {
        SubmitHandler submit = handler(1, NOW, jobs);
        APIGatewayProxyResponseEvent first = create(submit, "order-1", 0.5);
        assertThat(first.getStatusCode()).isEqualTo(202);
        assertThat(create(submit, "order-2", 0.5).getStatusCode()).isEqualTo(429);

        assertThat(create(submit, "order-1", 0.5).getBody()).isEqualTo(first.getBody());

        SubmitHandler later = handler(1, NOW.plus(Artwork.TIME_TO_END), jobs);
        assertThat(create(later, "order-2", 0.25).getStatusCode())
                .as("other parameters than the refused ones")
                .isEqualTo(202);
    }

    @Test
    void anArtworkWhoseJobCouldNotBeSentDoesNotCount() {
        MessageQueue<Job> broken = Faults.always(Fault.REFUSED, "send").through(jobs);
        assertThat(create(handler(1, NOW, broken)).getStatusCode()).isEqualTo(500);

        assertThat(data.list("artworks/", 10)).hasSize(1);
        assertThat(create(handler(1, NOW, jobs)).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aCreationThatBreaksOffAnywhereIsCompletedByItsRepetition() {
        for (int fatal = 1; fatal < 12; fatal++) {
            data.list("", 100).forEach(data::delete);
            control.list("", 100).forEach(control::delete);
            Faults faults = Faults.at(fatal, Fault.KILLED_BEFORE);
            SubmitHandler dying =
                    handler(faults.through(Bucket.class, data), control(faults), 1, NOW, faults.through(jobs));
            try {
                create(dying, "order-1", 0.5);
            } catch (Faults.Killed e) {
                assertThat(fatal).isLessThan(10);
            }
            int status = create(handler(1, NOW, jobs), "order-1", 0.5).getStatusCode();
            boolean leftAMarkerOnly = data.list("unfinished/", 10).size() == 1
                    && control.list("claims/", 10).isEmpty();

            assertThat(status).as("killed at call %d", fatal).isEqualTo(leftAMarkerOnly ? 429 : 202);
            assertThat(data.list("unfinished/", 10))
                    .as("killed at call %d", fatal)
                    .hasSize(1);
        }
    }

    @Test
    void aCreationUsuallyCostsAFifthOfARequestMore() {
        SubmitHandler unlimited = handler(Integer.MAX_VALUE, NOW, jobs);
        for (int i = 0; i < 1_000; i++) {
            create(unlimited);
        }
        int before = requests.size();
        requests.clear();

        SubmitHandler limited = handler(5_000, NOW, jobs);
        for (int i = 0; i < 1_000; i++) {
            assertThat(create(limited).getStatusCode()).isEqualTo(202);
        }

        assertThat(before).as("one write of the artwork each").isEqualTo(1_000);
        assertThat(requests.size() - before).isBetween(80, 350);
    }

    private Bucket control(Faults faults) {
        return faults.through(Bucket.class, control);
    }

    private SubmitHandler handler(int maxUnfinished, Instant now, MessageQueue<Job> queue) {
        return handler(counting.through(Bucket.class, data), control, maxUnfinished, now, queue);
    }

    private static SubmitHandler handler(
            Bucket data, Bucket control, int maxUnfinished, Instant now, MessageQueue<Job> queue) {
        return new SubmitHandler(
                data,
                control,
                queue,
                new InMemoryQueue<>(),
                Rules.PUBLIC,
                UnknownPropertyRule.REFUSE,
                EndWait.none(Clock.fixed(now, ZoneOffset.UTC)),
                maxUnfinished,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static APIGatewayProxyResponseEvent create(SubmitHandler submit) {
        return submit.handleRequest(Events.read("submit-points", APIGatewayProxyRequestEvent.class), new TestContext());
    }

    private static APIGatewayProxyResponseEvent create(SubmitHandler submit, String key, double x) {
        APIGatewayProxyRequestEvent event = Events.read("submit-points", APIGatewayProxyRequestEvent.class);
        event.setBody("{\"imageUrl\":\"https://pictures.example/cat.png\",\"method\":\"points\","
                + "\"pointsPositive\":{\"points\":[[" + x + ",0.5]]}}");
        event.getMultiValueHeaders().put("Idempotency-Key", List.of(key));
        return submit.handleRequest(event, new TestContext());
    }
}
