package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.PictureHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
    private static final String KEY = "!-visible-ascii-~";
    private static final Map<String, String> WITH_KEY = Map.of(ServeCommand.KEY_VARIABLE, KEY);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    @Test
    void sayingOneLineItServesUntilItIsEnded() throws Exception {
        try (FrisketProcess serve = serve()) {
            URI api = serve.address();
            assertThat(serve.out()).matches("Frisket is listening on http://localhost:[0-9]+\\R");
            assertThat(get(api.resolve("/v2/artworks/0"), KEY).statusCode()).isEqualTo(400);
            assertThat(get(api.resolve("/v2/artworks/0"), "another-key-0123456").statusCode())
                    .isEqualTo(401);

            serve.terminate();
            serve.exitCode();
            assertThat(serve.out()).hasLineCount(1);
            assertThat(serve.err()).doesNotContain("WARN", "ERROR", KEY);
        }
    }

    @Test
    void withoutAKeyItMakesOneTellsItOnStandardErrorOnlyAndTakesItAgainOnTheNextDay() throws Exception {
        String[] arguments = {"serve", "--port", "0", "--data", data.toString()};
        String key;
        try (FrisketProcess serve = FrisketProcess.start(Map.of(), arguments)) {
            URI api = serve.address();
            assertThat(serve.err()).contains("Playground: " + api + "/\n", "API reference: " + api + "/docs\n");
            key = serve.err()
                    .lines()
                    .filter(line -> line.startsWith("API key: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("API key: ".length());
            assertThat(get(api.resolve("/v2/artworks/0"), key).statusCode()).isEqualTo(400);
            assertThat(serve.out()).doesNotContain(key);
            assertRefused(Map.of(), "is in use by another frisket", List.of(arguments));
        }
        try (FrisketProcess serve = FrisketProcess.start(Map.of(), arguments);
                FrisketProcess show = FrisketProcess.start(Map.of(), "keys", "show", "--data", data.toString())) {
            assertThat(get(serve.address().resolve("/v2/artworks/0"), key).statusCode())
                    .isEqualTo(400);
            assertThat(serve.err()).contains("keys show").doesNotContain(key);
            assertThat(show.exitCode()).isZero();
            assertThat(show.out()).isEqualTo(key + System.lineSeparator());
        }
    }

    @Test
    void whatWasAcceptedBeforeAKillEndsAfterTheRestart() throws Exception {
        try (PictureHost host = new PictureHost()) {
            host.answer(503);
            String path;
            try (FrisketProcess killed = serve()) {
                URI artwork = post(killed.address(), host.address());
                path = artwork.getPath();
                awaitStatus(artwork, "processing");
                killed.kill();
            }
            host.answer(200);
            try (FrisketProcess serve = serve()) {
                JsonNode artwork = awaitStatus(serve.address().resolve(path), "succeeded");
                assertThat(artwork.get("results")).hasSize(1);
            }
            try (FrisketProcess serve = serve()) {
                JsonNode artwork = awaitStatus(serve.address().resolve(path), "succeeded");
                URI result = serve.address()
                        .resolve(URI.create(artwork.get("results").get(0).textValue())
                                .getPath());
                HttpResponse<byte[]> mask = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()
                        .send(HttpRequest.newBuilder(result).build(), HttpResponse.BodyHandlers.ofByteArray());
                assertThat(mask.statusCode()).isEqualTo(200);
                assertThat(mask.headers().firstValue("Content-Type")).hasValue("image/png");
            }
        }
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("lock|.*[.](json|png|rle)"));
        }
    }

    @Test
    void aBusyPortAndAFolderInUseAreSaidClearly() throws Exception {
        try (FrisketProcess serve = serve()) {
            String port = Integer.toString(serve.address().getPort());
            assertRefused(
                    WITH_KEY,
                    "frisket: port " + port + " is in use",
                    List.of(
                            "serve",
                            "--port",
                            port,
                            "--data",
                            data.resolve("other").toString()));
            assertRefused(
                    WITH_KEY,
                    "is in use by another frisket",
                    List.of("serve", "--port", "0", "--data", data.toString()));
        }
    }

    @Test
    void aKeyOfAnotherFormIsRefused() throws Exception {
        for (String key : List.of("", "fifteen-letters", "with a space in it", "x".repeat(201), "ümläut-0123456789")) {
            assertRefused(
                    Map.of(ServeCommand.KEY_VARIABLE, key),
                    "FRISKET_API_KEY must be 16 to 200 visible ASCII characters",
                    List.of("serve", "--port", "0", "--data", data.toString()));
        }
    }

    private static void assertRefused(Map<String, String> environment, String message, List<String> arguments)
            throws Exception {
        try (FrisketProcess refused = FrisketProcess.start(environment, arguments.toArray(new String[0]))) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains(message).doesNotContain("\tat ", "API key: ");
            assertThat(refused.out()).isEmpty();
        }
    }

    private FrisketProcess serve() throws Exception {
        return FrisketProcess.start(
                WITH_KEY, "serve", "--port", "0", "--data", data.toString(), "--allow-private-hosts");
    }

    private URI post(URI api, URI picture) throws Exception {
        String body =
                """
                {"imageUrl": "%s", "method": "points", "pointsPositive": {"points": [[0.5, 0.5]]}, "outputFormat": "png"}"""
                        .formatted(picture);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(api.resolve("/v2/artworks/segmentation"))
                        .header("Authorization", "Bearer " + KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private JsonNode awaitStatus(URI artwork, String status) throws Exception {
        JsonNode now = Json.object();
        for (int look = 0; look < 600; look++) {
            now = Json.read(get(artwork, KEY).body().getBytes(StandardCharsets.UTF_8));
            if (now.path("status").asText().equals(status)) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not " + status + " but " + now);
    }

    private HttpResponse<String> get(URI uri, String key) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + key)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
