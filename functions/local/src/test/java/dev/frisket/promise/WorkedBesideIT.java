package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.Soak;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.command.FrisketProcess;
import dev.frisket.local.stack.HttpCalls;
import dev.frisket.local.stack.PictureHost;
import dev.frisket.local.stack.RunningStack;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.local.stack.Services;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The function and processes of the standalone worker on one queue; the processes are killed and ended again and again. On the
 * server at {@code AWS_ENDPOINT_URL} if that is set, else on the embedded ones.
 */
class WorkedBesideIT {
    private static final int ORDERS = Soak.size(80, 400);
    private static final int KILLS = Soak.size(4, 12);
    private static final int PROCESSES = 2;
    private static final long FUNCTION_MILLIS = 100;
    private static final long SEED = 22;

    /** How long a job of a killed process takes to come back. */
    private static final int HIDDEN_SECONDS = 18;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String KEY = "frk_beside_0123456789";

    private final Customer customer = new Customer(KEY);
    private final AtomicInteger byFunction = new AtomicInteger();
    private final Map<String, String> ended = new HashMap<>();
    private final Random random = new Random(SEED);
    private final List<Long> unfinished = new ArrayList<>();
    private Map<String, String> variables = Map.of();
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private long byProcesses;

    @TempDir
    private Path data;

    private @Nullable Services services;

    @Test
    void everyJobIsDoneOnceHoweverOftenWorkersAreKilled() throws Exception {
        try (PictureHost pictures = new PictureHost();
                RunningStack stack = RunningStack.start(
                        settings(),
                        new StandInPacks(),
                        AddressPolicy.ALLOW_PRIVATE,
                        Clock.systemUTC(),
                        (services, functions) -> worker(services, functions.worker()))) {
            URI api = stack.address();
            for (int order = 0; order < ORDERS; order++) {
                order(api, pictures.address(width(order), 16));
            }
            killAgainAndAgain(api);
            List<JsonNode> artworks = atTheEnd(api);
            check(api, artworks);
        }
    }

    private Settings settings() {
        Settings embedded = new Settings(0, new Token(KEY), data);
        return new Settings(
                embedded.host(),
                embedded.port(),
                embedded.key(),
                embedded.data(),
                Services.endpoint(System.getenv()),
                embedded.modelPacks(),
                embedded.jobs(),
                embedded.embeddingCache(),
                embedded.maxUnfinished(),
                embedded.limits(),
                embedded.cors());
    }

    private RequestHandler<SQSEvent, SQSBatchResponse> worker(
            Services chosen, RequestHandler<SQSEvent, SQSBatchResponse> function) {
        services = chosen;
        variables = chosen.variables();
        new JobsQueue(variables).hideFor(HIDDEN_SECONDS);
        return (event, context) -> {
            pause(FUNCTION_MILLIS);
            SQSBatchResponse response = function.handleRequest(event, context);
            if (response.getBatchItemFailures().isEmpty()) {
                byFunction.incrementAndGet();
            }
            return response;
        };
    }

    private void order(URI api, URI picture) throws IOException, InterruptedException {
        assertThat(HttpCalls.of(api)
                        .send(
                                "POST",
                                "/v2/artworks/segmentation",
                                "Bearer " + KEY,
                                "{\"imageUrl\":\"%s\",\"method\":\"points\",\"pointsPositive\":{\"points\":[[0.5,0.5]]}}"
                                        .formatted(picture))
                        .statusCode())
                .isEqualTo(202);
    }

    /** Every second time the process is asked to end, which it must do by itself. */
    private void killAgainAndAgain(URI api) throws Exception {
        List<FrisketProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(FrisketProcess.of(StandInWork.class, variables));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int target = (kill + 1) * ORDERS / (KILLS + 2);
                while (count(api, "succeeded") < target && System.nanoTime() < end) {
                    pause(20);
                }
                pause(random.nextInt(100));
                FrisketProcess victim = processes.remove(0);
                if (kill % 2 == 0) {
                    unfinished.add(inProgress(api));
                    victim.kill();
                } else {
                    victim.terminate();
                    assertThat(victim.exitCode()).isEqualTo(143);
                }
                close(victim);
                processes.add(FrisketProcess.of(StandInWork.class, variables));
            }
            atTheEnd(api);
        } finally {
            for (FrisketProcess each : processes) {
                close(each);
            }
        }
    }

    /** Waits until jobs are in progress, and returns how many. */
    private long inProgress(URI api) throws IOException, InterruptedException {
        long now = count(api, "processing");
        while (now == 0 && count(api, "succeeded") < ORDERS && System.nanoTime() < end) {
            now = count(api, "processing");
        }
        return now;
    }

    private void close(FrisketProcess process) throws IOException {
        byProcesses += process.err()
                .lines()
                .filter(line -> line.matches(".*Artworks \\S+ succeeded.*"))
                .count();
        process.close();
    }

    private long count(URI api, String status) throws IOException, InterruptedException {
        return seen(api).stream()
                .filter(artwork -> artwork.get("status").textValue().equals(status))
                .count();
    }

    /** All artworks; one that has been seen to end must stay as it was. */
    private List<JsonNode> seen(URI api) throws IOException, InterruptedException {
        List<JsonNode> artworks = customer.artworks(api);
        for (JsonNode artwork : artworks) {
            if (!artwork.get("results").isEmpty()) {
                String before = ended.putIfAbsent(artwork.get("id").textValue(), artwork.toString());
                assertThat(artwork.toString()).isEqualTo(before == null ? artwork.toString() : before);
            }
        }
        return artworks;
    }

    private List<JsonNode> atTheEnd(URI api) throws Exception {
        while ((count(api, "succeeded") < ORDERS || new JobsQueue(variables).length() > 0) && System.nanoTime() < end) {
            pause(200);
        }
        return seen(api);
    }

    private void check(URI api, List<JsonNode> artworks) throws Exception {
        System.out.printf(
                "beside: %d artworks on %s, %d by the function, %d by processes, in progress at kills %s%n",
                artworks.size(),
                settings().endpoint() == null
                        ? "the embedded servers"
                        : settings().endpoint(),
                byFunction.get(),
                byProcesses,
                unfinished);
        assertThat(artworks).hasSize(ORDERS);
        for (JsonNode artwork : artworks) {
            assertThat(artwork.get("status").textValue()).isEqualTo("succeeded");
            BufferedImage mask = customer.mask(api, artwork);
            assertThat(mask.getHeight()).isEqualTo(16);
        }
        assertThat(artworks.stream()
                        .map(artwork -> artwork.at("/parameters/imageUrl").textValue()))
                .doesNotHaveDuplicates();
        assertThat(Objects.requireNonNull(services).data().list("masks/", Integer.MAX_VALUE))
                .as("masks, those of dead workers removed")
                .hasSize(ORDERS);
        assertThat(new JobsQueue(variables).length()).as("jobs left").isZero();
        assertThat(byFunction).hasPositiveValue();
        assertThat(byProcesses).isPositive();
        assertThat(unfinished).as("jobs in progress at a kill").anyMatch(count -> count > 0);
    }

    private static int width(int order) {
        return 16 + order;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
