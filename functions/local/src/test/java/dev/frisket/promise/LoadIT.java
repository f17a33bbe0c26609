package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Soak;
import dev.frisket.core.json.Json;
import dev.frisket.local.command.FrisketProcess;
import dev.frisket.local.stack.PictureHost;
import dev.frisket.outbound.LoopbackServer.Request;
import dev.frisket.outbound.WebhookReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders as fast as customers can, waits until the queues are empty, and checks the counts. Timings are only printed.
 *
 * <p>{@code -Dload.seconds=60} runs it for a minute, with at most as many orders as a list shows.
 */
class LoadIT {
    private static final int SECONDS = Integer.getInteger("load.seconds", 0);

    /** One worker ends some tens of artworks per second, so there are few orders unless a longer run is asked for. */
    private static final int ORDERS = SECONDS == 0 ? Soak.size(150, 1000) : 9900;

    private static final int LONGEST_SECONDS = SECONDS == 0 ? 20 : SECONDS;
    private static final int WARM_UP = Soak.size(30, 100);
    private static final int CUSTOMERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String KEY = "frk_load_0123456789";
    private static final String[] LIMITS = {"--rate", "100000", "--burst", "100000"};

    private final Customer customer = new Customer(KEY);
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();

    @TempDir
    private Path data;

    @TempDir
    private Path certificates;

    @Test
    void whateverIsAcceptedUnderLoadEndsAndIsAnnounced() throws Exception {
        try (PictureHost pictures = new PictureHost();
                WebhookReceiver receiver = new WebhookReceiver(certificates, this::note);
                FrisketProcess serve = FrisketProcess.serveStandIns(receiver.trusted(), KEY, data, LIMITS)) {
            URI api = serve.address();
            order(api, pictures, receiver, WARM_UP);
            drain(api);
            long early = serve.heap();
            nanos.clear();

            double seconds = order(api, pictures, receiver, ORDERS);
            double rate = nanos.size() / seconds;
            long begin = System.nanoTime();
            List<JsonNode> artworks = drain(api);
            double drained = (System.nanoTime() - begin) / 1e9;
            long late = serve.heap();

            System.out.printf(
                    "load: %d customers, %.1f s, %.0f requests/s, p50 %.1f ms, p99 %.1f ms, %d errors; drained in %.1f s; "
                            + "accepted %d = terminal %d = webhooks %d; heap after a collection %.1f MB, then %.1f MB%n",
                    CUSTOMERS,
                    seconds,
                    rate,
                    percentile(50),
                    percentile(99),
                    errors.get(),
                    drained,
                    accepted.size(),
                    artworks.stream().filter(LoadIT::succeeded).count(),
                    announced.size(),
                    early / 1e6,
                    late / 1e6);
            assertThat(errors).hasValue(0);
            assertThat(artworks).allMatch(LoadIT::succeeded);
            assertThat(artworks.stream()
                            .map(artwork -> artwork.get("id").textValue())
                            .collect(Collectors.toSet()))
                    .isEqualTo(accepted);
            assertThat(announced).isEqualTo(accepted);
        }
    }

    /** Sends the orders, and returns the duration in seconds. */
    private double order(URI api, PictureHost pictures, WebhookReceiver receiver, int most)
            throws InterruptedException {
        sent.set(0);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.execute(() -> {
                while (System.nanoTime() < end && sent.incrementAndGet() <= most) {
                    order(api, pictures.address(16, 16), receiver.address());
                }
            });
        }
        customers.shutdown();
        assertThat(customers.awaitTermination(PATIENCE.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void order(URI api, URI picture, URI webhook) {
        long begin = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = customer.order(api, picture, webhook, null);
            nanos.add(System.nanoTime() - begin);
            if (answer.statusCode() == 202) {
                accepted.add(Json.read(answer.body()).get("id").textValue());
            } else {
                errors.incrementAndGet();
            }
        } catch (IOException e) {
            errors.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Request webhook) {
        announced.add(webhook.header("webhook-id"));
    }

    private List<JsonNode> drain(URI api) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (announced.size() < accepted.size() && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        return customer.artworks(api);
    }

    private double percentile(int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length * percent / 100] / 1e6;
    }

    private static boolean succeeded(JsonNode artwork) {
        return artwork.get("status").textValue().equals("succeeded");
    }
}
