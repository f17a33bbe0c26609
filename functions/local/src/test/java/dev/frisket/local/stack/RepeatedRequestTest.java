package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedRequestTest {
    private static final int POSTS = 50;
    private static final Token KEY = Token.create(new SecureRandom());

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    @Test
    void fiftyPostsAtOnceWithOneIdempotencyKeyAreOneArtworkSegmentedOnce() throws Exception {
        try (PictureHost pictures = new PictureHost();
                RunningStack stack = RunningStack.start(
                        new Settings(0, KEY, data),
                        new StandInPacks(),
                        AddressPolicy.ALLOW_PRIVATE,
                        Clock.systemUTC())) {
            HttpRequest post = HttpRequest.newBuilder(stack.address().resolve("/v2/artworks/segmentation"))
                    .header("Authorization", "Bearer " + KEY.text())
                    .header("Idempotency-Key", "the-same")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            request(pictures.address()).toString()))
                    .build();
            List<CompletableFuture<HttpResponse<String>>> posts = Stream.generate(
                            () -> http.sendAsync(post, HttpResponse.BodyHandlers.ofString()))
                    .limit(POSTS)
                    .toList();

            Set<String> locations = new HashSet<>();
            for (CompletableFuture<HttpResponse<String>> each : posts) {
                assertThat(each.get().statusCode()).isEqualTo(202);
                locations.add(each.get().headers().firstValue("Location").orElseThrow());
            }

            assertThat(locations).hasSize(1);
            assertThat(statusAtTheEnd(URI.create(locations.iterator().next()))).isEqualTo("succeeded");
            assertThat(get(stack.address().resolve("/v2/artworks?limit=500"))).hasSize(1);
            Thread.sleep(1000); // for jobs that were sent more than once
            assertThat(pictures.fetched()).isEqualTo(1);
        }
    }

    private static JsonNode request(URI picture) {
        ObjectNode request = Json.object().put("imageUrl", picture.toString()).put("method", "points");
        request.putObject("pointsPositive")
                .putArray("points")
                .addArray()
                .add(0.5)
                .add(0.5);
        return request;
    }

    private String statusAtTheEnd(URI artwork) throws Exception {
        while (true) {
            String status = get(artwork).get("status").textValue();
            if (!status.equals("starting") && !status.equals("processing")) {
                return status;
            }
            Thread.sleep(100);
        }
    }

    private JsonNode get(URI address) throws Exception {
        HttpRequest get = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + KEY.text())
                .build();
        return HttpCalls.json(http.send(get, HttpResponse.BodyHandlers.ofString()));
    }
}
