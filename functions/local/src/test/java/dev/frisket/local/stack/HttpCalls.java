package dev.frisket.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Calls an API over HTTP.
 *
 * @param api its URL
 */
public record HttpCalls(URI api, HttpClient http) {

    public static HttpCalls of(URI api) {
        return new HttpCalls(api, HttpClient.newHttpClient());
    }

    /**
     * @param authorization the header's value, null for none
     * @param body null for none
     */
    public HttpResponse<String> send(String method, String path, @Nullable String authorization, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return Json.readStrictly(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
