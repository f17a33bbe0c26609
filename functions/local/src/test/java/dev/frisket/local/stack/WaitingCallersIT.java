package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.json.Json;
import dev.frisket.core.poll.EventSource;
import dev.frisket.core.poll.SqsPoller;
import dev.frisket.local.gateway.Authorizer;
import dev.frisket.local.gateway.Gateway;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Route;
import dev.frisket.local.gateway.Throttle;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.segment.model.StandInPacks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A caller that waits for the end of its artwork occupies one of the functions, of which a new account runs ten at once,
 * workers included: more callers wait than there is room for, and yet each artwork ends.
 */
class WaitingCallersIT {
    private static final int CALLERS = 50;
    private static final int EXECUTIONS = 10;
    private static final String WAIT = "wait=1";
    private static final Token KEY = Token.create(new SecureRandom());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore executions = new Semaphore(EXECUTIONS, true);
    private final AtomicInteger refused = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void underFiftyWaitingCallersEveryArtworkEnds() throws Exception {
        long begin = System.nanoTime();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (PictureHost pictures = new PictureHost();
                DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            StackFunctions functions = functions(services);
            List<SqsPoller> pollers = functions.eventSources(services.queues(), 1).stream()
                    .map(source -> SqsPoller.start(services.queues().sqs(), limited(source)))
                    .toList();
            try (Gateway gateway = Gateway.start(
                    0,
                    functions.routes().stream().map(this::limited).toList(),
                    new Rules(
                            Authorizer.asking(functions.authorizer()),
                            new Throttle(Limits.GENEROUS, Clock.systemUTC()),
                            new Cors("*")),
                    Clock.systemUTC())) {
                URI api = URI.create("http://localhost:" + gateway.port());
                List<Future<String>> ends = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    HttpRequest order = order(api, pictures.address(16 + caller, 16), "order-" + caller);
                    ends.add(callers.submit(() -> end(order)));
                }
                for (Future<String> end : ends) {
                    assertThat(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("succeeded");
                }
            } finally {
                SqsPoller.close(pollers);
            }
        } finally {
            callers.shutdownNow();
        }
        System.out.printf(
                "waiting: %d callers, %d executions at once: all ended in %.1f s; %d calls refused and repeated%n",
                CALLERS, EXECUTIONS, (System.nanoTime() - begin) / 1e9, refused.get());
    }

    /** Repeats the order, as it may be, until its artwork has ended; returns how. */
    private String end(HttpRequest order) throws Exception {
        while (true) {
            HttpResponse<byte[]> response = http.send(order, BodyHandlers.ofByteArray());
            if (response.statusCode() == 429) {
                refused.incrementAndGet();
                int seconds = Integer.parseInt(
                        response.headers().firstValue("Retry-After").orElseThrow());
                Thread.sleep(Duration.ofSeconds(seconds).toMillis());
                continue;
            }
            assertThat(response.statusCode()).isIn(200, 202);
            assertThat(response.headers().firstValue("Preference-Applied")).hasValue(WAIT);
            JsonNode artwork = Json.read(response.body());
            if (response.statusCode() == 200) {
                return artwork.get("status").textValue();
            }
        }
    }

    private static HttpRequest order(URI api, URI picture, String idempotencyKey) {
        ObjectNode order = Json.object().put("imageUrl", picture.toString()).put("method", "points");
        order.putObject("pointsPositive").putArray("points").addArray().add(0.5).add(0.5);
        return HttpRequest.newBuilder(api.resolve("/v2/artworks/segmentation"))
                .header("Authorization", "Bearer " + KEY.text())
                .header("Idempotency-Key", idempotencyKey)
                .header("Prefer", WAIT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(order)))
                .build();
    }

    private static StackFunctions functions(Services services) {
        ApiKeyStore keys = new ApiKeyStore(services.control());
        new OwnKey(KEY, false).store(keys, Instant.parse("2026-11-23T12:00:00Z"));
        return StackFunctions.of(
                services,
                keys,
                KEY,
                new StandInPacks(),
                InstalledModels.EMBEDDED,
                true,
                Integer.MAX_VALUE,
                AddressPolicy.ALLOW_PRIVATE,
                Clock.systemUTC());
    }

    /** Lambda refuses a call beyond the limit. */
    private Route limited(Route route) {
        return new Route(route.method(), route.resource(), route.admission(), (event, context) -> {
            if (executions.hasQueuedThreads() || !executions.tryAcquire()) {
                throw new ApiException.TooManyRequests(1);
            }
            try {
                return route.function().handleRequest(event, context);
            } finally {
                executions.release();
            }
        });
    }

    /** Lambda keeps trying to pass on a queue's messages; here they get the next free execution, which bounds the test's time. */
    private EventSource limited(EventSource source) {
        RequestHandler<SQSEvent, SQSBatchResponse> function = (event, context) -> {
            executions.acquireUninterruptibly();
            try {
                return source.function().handleRequest(event, context);
            } finally {
                executions.release();
            }
        };
        return new EventSource(
                source.queueUrl(),
                source.batchSize(),
                source.concurrency(),
                source.perOrganization(),
                source.timeout(),
                function);
    }
}
