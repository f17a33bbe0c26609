package dev.frisket.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.ArtworkId;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Sends requests with an {@code Idempotency-Key} to a handler on buckets and queues in memory. */
abstract class RepeatedRequests {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String KEY = "3f1c9d52-7b0a-4e6d-8c21-5a9e04b7d613";

    final InMemoryBucket data = new InMemoryBucket();
    final InMemoryBucket control = new InMemoryBucket();
    final InMemoryQueue<Job> jobs = new InMemoryQueue<>();

    void delete(String id) {
        ArtworkStore store = new ArtworkStore(data, clock(NOW));
        assertThat(new ArtworkRemoval(data, store).delete(KEY, ArtworkId.parse(id)))
                .isTrue();
    }

    static APIGatewayProxyRequestEvent request(String key) {
        APIGatewayProxyRequestEvent event = Events.read("submit-idempotent", APIGatewayProxyRequestEvent.class);
        event.getMultiValueHeaders().put("idempotency-key", List.of(key));
        return event;
    }

    static APIGatewayProxyRequestEvent with(String properties) {
        APIGatewayProxyRequestEvent request = request("order-4711");
        request.setBody(request.getBody().replaceFirst("\\{", "{" + properties + ","));
        return request;
    }

    SubmitHandler at(Instant now) {
        return handler(data, control, jobs, now);
    }

    static SubmitHandler handler(Bucket data, Bucket control, MessageQueue<Job> jobs, Instant now) {
        return new SubmitHandler(
                data,
                control,
                jobs,
                new InMemoryQueue<>(),
                Rules.PUBLIC,
                UnknownPropertyRule.REFUSE,
                EndWait.none(clock(now)),
                Integer.MAX_VALUE,
                clock(now));
    }

    static APIGatewayProxyResponseEvent handle(SubmitHandler handler, APIGatewayProxyRequestEvent request) {
        return handler.handleRequest(request, new TestContext());
    }

    static JsonNode accepted(SubmitHandler handler, APIGatewayProxyRequestEvent request) {
        APIGatewayProxyResponseEvent response = handle(handler, request);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(202);
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    List<String> artworks() {
        return data.list("artworks/", 1000);
    }

    static String id(JsonNode artwork) {
        return artwork.get("id").textValue();
    }

    static String status(JsonNode artwork) {
        return artwork.get("status").textValue();
    }

    static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
