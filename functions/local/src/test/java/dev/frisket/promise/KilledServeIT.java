package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Soak;
import dev.frisket.core.json.Json;
import dev.frisket.local.command.FrisketProcess;
import dev.frisket.local.stack.PictureHost;
import dev.frisket.outbound.LoopbackServer.Request;
import dev.frisket.outbound.WebhookReceiver;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the real process while it works on customers' orders, and checks that every accepted order is fulfilled. */
class KilledServeIT {
    private static final int ORDERS = Soak.size(60, 200);
    private static final int CUSTOMERS = 8;
    private static final int KILLS = Soak.size(2, 5);
    private static final long SEED = 8;
    private static final String KEY = "frk_killed_0123456789";

    /** Less than the twelve minutes for which a queue that survived the kill would hide the jobs in progress. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Customer customer = new Customer(KEY);
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Long> unfinished = new ArrayList<>();
    private volatile URI api = URI.create("http://localhost:1");

    @TempDir
    private Path data;

    @TempDir
    private Path certificates;

    @Test
    void everyAcceptedArtworkEndsOnceHoweverOftenTheProcessIsKilled() throws Exception {
        ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        try (PictureHost pictures = new PictureHost();
                WebhookReceiver receiver = new WebhookReceiver(certificates, this::note)) {
            List<Future<?>> orders = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                int first = i;
                orders.add(customers.submit(() -> orderEvery(CUSTOMERS, first, pictures, receiver)));
            }
            killAgainAndAgain(receiver);
            try (FrisketProcess serve = serve(receiver)) {
                for (Future<?> each : orders) {
                    each.get();
                }
                List<JsonNode> artworks = atTheEnd();
                check(artworks);
                checkMasks(artworks);
                assertThat(serve.err()).doesNotContain("ERROR");
            }
        } finally {
            customers.shutdownNow();
        }
    }

    private void killAgainAndAgain(WebhookReceiver receiver) throws Exception {
        Random random = new Random(SEED);
        List<Integer> moments = random.ints(KILLS - 1L, ORDERS / 20, ORDERS)
                .sorted()
                .boxed()
                .collect(Collectors.toCollection(ArrayList::new));
        moments.add(ORDERS); // and once when all is accepted and not all done
        for (int moment : moments) {
            try (FrisketProcess serve = serve(receiver)) {
                while (accepted.size() < moment) {
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(100));
                serve.kill();
                unfinished.add(
                        count("artworks", file -> file.contains("\"starting\"") || file.contains("\"processing\"")));
            }
        }
    }

    private FrisketProcess serve(WebhookReceiver receiver) throws Exception {
        FrisketProcess serve = FrisketProcess.serveStandIns(receiver.trusted(), KEY, data);
        api = serve.address();
        return serve;
    }

    /** Three of four orders have an idempotency key; the others are repeated without one. */
    private Void orderEvery(int step, int first, PictureHost pictures, WebhookReceiver receiver) throws Exception {
        for (int order = first; order < ORDERS; order += step) {
            while (!ordered(order, pictures, receiver)) {
                Thread.sleep(100);
            }
        }
        return null;
    }

    private boolean ordered(int order, PictureHost pictures, WebhookReceiver receiver) throws InterruptedException {
        URI picture = pictures.address(width(order), height(order));
        tries.incrementAndGet();
        try {
            HttpResponse<byte[]> answer =
                    customer.order(api, picture, receiver.address(), order % 4 == 0 ? null : "order-" + order);
            if (answer.statusCode() != 202) {
                return false;
            }
            accepted.put(Json.read(answer.body()).get("id").textValue(), order);
            return true;
        } catch (IOException e) {
            return false; // killed, or not there yet
        }
    }

    private void note(Request webhook) {
        JsonNode artwork = Json.read(webhook.body().getBytes(ISO_8859_1));
        assertThat(artwork.get("status").textValue()).isEqualTo("succeeded");
        announced.add(webhook.header("webhook-id"));
    }

    private List<JsonNode> atTheEnd() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> artworks = customer.artworks(api);
            boolean ended = artworks.stream().allMatch(KilledServeIT::terminal) && announced.size() == artworks.size();
            if (ended || System.nanoTime() > end) {
                return artworks;
            }
            Thread.sleep(200);
        }
    }

    private void check(List<JsonNode> artworks) throws Exception {
        Map<String, JsonNode> byId = artworks.stream()
                .collect(Collectors.toMap(artwork -> artwork.get("id").textValue(), artwork -> artwork));
        Set<String> lost = accepted.keySet().stream()
                .filter(id -> !byId.containsKey(id) || !terminal(byId.get(id)))
                .collect(Collectors.toSet());
        Map<String, Long> ofKey = artworks.stream()
                .map(artwork -> artwork.get("parameters").get("imageUrl").textValue())
                .filter(picture -> Stream.iterate(0, order -> order < ORDERS, order -> order + 4)
                        .noneMatch(order -> picture.contains("/" + width(order) + "/" + height(order) + "/")))
                .collect(Collectors.groupingBy(picture -> picture, Collectors.counting()));
        long duplicated = ofKey.values().stream().filter(count -> count > 1).count();
        System.out.printf(
                "%d kills with %s unfinished: %d orders in %d tries, %d accepted, %d artworks, %d terminal, "
                        + "%d announced; lost = %d, duplicated = %d%n",
                KILLS,
                unfinished,
                ORDERS,
                tries.get(),
                accepted.size(),
                artworks.size(),
                artworks.stream().filter(KilledServeIT::terminal).count(),
                announced.size(),
                lost.size(),
                duplicated);
        assertThat(accepted).hasSize(ORDERS);
        assertThat(lost).isEmpty();
        assertThat(duplicated).isZero();
        assertThat(artworks).allMatch(KilledServeIT::terminal);
        assertThat(announced).hasSameSizeAs(artworks).allMatch(byId::containsKey);
        assertThat(unfinished).as("jobs in hand or waiting at a kill").anyMatch(count -> count > 0);
    }

    private void checkMasks(List<JsonNode> artworks) throws Exception {
        for (JsonNode artwork : artworks) {
            assertThat(artwork.get("status").textValue()).isEqualTo("succeeded");
            BufferedImage mask = customer.mask(api, artwork);
            Integer order = accepted.get(artwork.get("id").textValue());
            if (order != null) {
                assertThat(mask.getWidth()).isEqualTo(width(order));
                assertThat(mask.getHeight()).isEqualTo(height(order));
            }
            assertThat(mask.getRGB(mask.getWidth() / 2, mask.getHeight() / 2)).isEqualTo(0xFFFFFFFF);
            assertThat(mask.getRGB(0, 0)).isEqualTo(0xFF000000);
        }
        assertThat(count("masks", file -> true))
                .as("masks, those of dead workers removed")
                .isEqualTo(artworks.size());
    }

    private long count(String kind, Predicate<String> which) throws IOException {
        Path folder = data.resolve("objects").resolve("frisket-data").resolve(kind);
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> which.test(text(file)))
                    .count();
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean terminal(JsonNode artwork) {
        return Set.of("succeeded", "failed", "canceled")
                .contains(artwork.get("status").textValue());
    }

    /** The picture's width; no two orders have pictures of the same size. */
    private static int width(int order) {
        return 16 + order % 20;
    }

    private static int height(int order) {
        return 16 + order / 20;
    }
}
