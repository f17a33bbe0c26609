package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Calls a process's API as customers do. */
final class Customer {
    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final String key;

    Customer(String key) {
        this.key = key;
    }

    /** Orders the mask of one point in the middle of a picture. */
    HttpResponse<byte[]> order(URI api, URI picture, URI webhook, @Nullable String idempotencyKey)
            throws IOException, InterruptedException {
        ObjectNode order = Json.object()
                .put("imageUrl", picture.toString())
                .put("method", "points")
                .put("webhook", webhook.toString());
        order.putObject("pointsPositive").putArray("points").addArray().add(0.5).add(0.5);
        HttpRequest.Builder request = request(api.resolve("/v2/artworks/segmentation"))
                .POST(BodyPublishers.ofByteArray(Json.writeBytes(order)));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** All artworks, newest first. */
    List<JsonNode> artworks(URI api) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (int before = -1; before < all.size(); ) {
            before = all.size();
            URI page = api.resolve("/v2/artworks?limit=" + PAGE + "&offset=" + before);
            get(request(page)).forEach(all::add);
        }
        return all;
    }

    /** The only mask of an artwork, fetched from the process that was started last. */
    BufferedImage mask(URI api, JsonNode artwork) throws IOException, InterruptedException {
        assertThat(artwork.get("results")).hasSize(1);
        URI result = URI.create(artwork.get("results").get(0).textValue());
        HttpResponse<byte[]> mask = http.send(
                HttpRequest.newBuilder(api.resolve(result.getPath()))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(mask.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(mask.body()));
    }

    private JsonNode get(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }
}
