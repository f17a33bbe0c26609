package dev.frisket.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/** An API client: uploads a picture, submits a request, waits until the artwork has ended, fetches its results. */
final class ApiClient {
    private static final Set<String> TERMINAL = Set.of("succeeded", "failed", "canceled");
    private static final String LOOK = "wait=1"; // each status is shown a second later at most
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI api;
    private final String key;

    ApiClient(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    /** Uploads a picture and returns its URL for requests. */
    URI upload(byte[] picture, String contentType) throws IOException, InterruptedException {
        JsonNode room = Json.read(post(
                        "/v2/uploads",
                        Json.object().put("contentType", contentType).put("size", picture.length),
                        CREATED)
                .body());
        send(
                HttpRequest.newBuilder(URI.create(room.path("uploadUrl").asText()))
                        .header("Content-Type", contentType)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(picture)),
                OK);
        return URI.create(room.path("imageUrl").asText());
    }

    /** Submits a request and returns the new artwork's URL. */
    URI submit(JsonNode request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = post("/v2/artworks/segmentation", request, ACCEPTED);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    /**
     * Waits until an artwork has ended.
     *
     * @param watching receives each new status
     */
    JsonNode await(URI artwork, Consumer<String> watching) throws IOException, InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            HttpResponse<byte[]> answer = send(
                    HttpRequest.newBuilder(artwork)
                            .header("Authorization", "Bearer " + key)
                            .header("Prefer", LOOK),
                    OK);
            JsonNode now = Json.read(answer.body());
            String status = now.path("status").asText();
            if (!status.equals(last)) {
                watching.accept(status);
                last = status;
            }
            if (TERMINAL.contains(status)) {
                return now;
            }
            if (answer.headers().firstValue("Preference-Applied").isEmpty()) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        }
        throw new IOException("the artwork did not end within " + TIMEOUT.toMinutes() + " minutes");
    }

    /** Downloads a result's file. */
    byte[] fetch(URI result) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(result), OK).body();
    }

    private HttpResponse<byte[]> post(String path, JsonNode body, int expected)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(api.resolve(path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(body))),
                expected);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpRequest sent = request.build();
        HttpResponse<byte[]> answer = http.send(sent, BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException("%s %s responded with %d instead of %d"
                    .formatted(sent.method(), sent.uri().getPath(), answer.statusCode(), expected));
        }
        return answer;
    }
}
