package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Events;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkFacts;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFacts;
import dev.frisket.core.artwork.MaskFacts.Detected;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.PixelBox;
import dev.frisket.core.artwork.PromptWords;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.shape.Rle;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.store.MaskStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Artworks of one API key whose masks are stored, and calls that ask what is known of them. */
final class StoredMasks {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String ATTEMPT = "a".repeat(32);
    static final PromptWords CUP = new PromptWords(List.of("cup"), List.of("spoon"), List.of("xyzzy"));

    final Calls objects = new Calls(new InMemoryBucket());
    final ArtworkStore artworks = new ArtworkStore(objects.port(), CLOCK);
    final MaskStore masks = new MaskStore(objects.port());
    final APIGatewayProxyRequestEvent event = Events.read("status-masks", APIGatewayProxyRequestEvent.class);
    final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));

    Artwork many(int count, Rle rle) {
        List<MaskFacts> facts = new ArrayList<>();
        List<Rle> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(facts(0.5, List.of(new Detected("cup", 0.9 - i / 1000.0, new PixelBox(0, 0, 1, 1))), rle));
            shapes.add(rle);
        }
        return succeeded(new ArtworkFacts(CUP, facts), shapes);
    }

    static MaskFacts facts(@Nullable Double score, List<Detected> detections, Rle rle) {
        return new MaskFacts(
                score,
                detections,
                rle.width(),
                rle.height(),
                rle.box(),
                rle.area(),
                rle.counts().length());
    }

    Artwork succeeded(@Nullable ArtworkFacts facts, List<Rle> shapes) {
        Artwork starting = Artworks.starting(keyId, NOW);
        List<Result> results = new ArrayList<>();
        for (Rle shape : shapes) {
            Result result = new Result(results.size(), "b".repeat(32), MaskFormat.WEBP);
            masks.put(starting.id(), ATTEMPT, result, new byte[1], shape.counts());
            results.add(result);
        }
        if (facts != null) {
            masks.putFacts(starting.id(), ATTEMPT, facts);
        }
        event.setPathParameters(Map.of("id", starting.id().toString()));
        return artworks.create(starting.in(new State.Succeeded(ATTEMPT, results, Duration.ofSeconds(1))));
    }

    JsonNode masks(String... query) {
        APIGatewayProxyResponseEvent response = call(query);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    APIGatewayProxyResponseEvent call(String... query) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], List.of(query[i + 1]));
        }
        event.setMultiValueQueryStringParameters(parameters);
        return new StatusHandler(objects.port(), new InMemoryQueue<>(), List.of(), EndWait.none(CLOCK), CLOCK)
                .handleRequest(event, new TestContext());
    }
}
