package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.frisket.core.json.Json;
import dev.frisket.core.prefer.EndWait;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.shape.Rle;
import dev.frisket.core.store.ResultPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskListTest {
    private final StoredMasks stored = new StoredMasks();

    @Test
    void theAnswerIsTheExampleOfTheDocument() throws IOException {
        Rle cup = rle(5, ".....", ".##..", ".###.", ".....");
        MaskFacts facts =
                StoredMasks.facts(0.964118, List.of(new Detected("cup", 0.83, new PixelBox(1.25, 0.75, 2.5, 2))), cup);
        stored.succeeded(new ArtworkFacts(StoredMasks.CUP, List.of(facts)), List.of(cup));

        assertThat(stored.masks("shapes", "rle,polygons")).isEqualTo(example("found"));
        assertThat(stored.masks("shapes", "polygons,rle")).isEqualTo(example("found"));
    }

    @Test
    void nothingFoundIsTheExampleOfTheDocument() throws IOException {
        Rle nothing = new Rle(5, 4, new int[] {20});
        PromptWords words = new PromptWords(List.of(), List.of(), List.of("xyzzy"));
        stored.succeeded(
                new ArtworkFacts(words, List.of(StoredMasks.facts(null, List.of(), nothing))), List.of(nothing));

        assertThat(stored.masks()).isEqualTo(example("nothing"));
        assertThat(stored.masks("shapes", "rle,polygons").at("/masks/0/polygons"))
                .isEmpty();
    }

    @Test
    void theCutoutOfAMaskIsNamedAndServedIfThereIsOne(@TempDir Path folder) throws IOException {
        Rle cup = rle(5, ".....", ".##..", ".###.", ".....");
        Result cutout = new Result(1, "c".repeat(32), MaskFormat.PNG);
        MaskFacts facts = StoredMasks.facts(0.5, List.of(), cup);
        Artwork artwork =
                stored.succeeded(new ArtworkFacts(null, List.of(facts, facts.withCutout(cutout))), List.of(cup, cup));
        stored.masks.putCutout(
                artwork.id(), StoredMasks.ATTEMPT, cutout, Files.write(folder.resolve("cut"), new byte[] {1, 2}));

        JsonNode answer = stored.masks().get("masks");

        assertThat(answer.get(0).has("cutout")).isFalse();
        String url = answer.get(1).get("cutout").textValue();
        assertThat(url).endsWith("/" + artwork.id() + "/1-" + StoredMasks.ATTEMPT + "c".repeat(32) + ".png");
        ResultPath path =
                ResultPath.parse(url.substring(url.lastIndexOf('/') + 1)).orElseThrow();
        assertThat(stored.masks.link(artwork.id(), path.attempt(), path.result(), Duration.ofMinutes(1)))
                .isPresent();
        stored.masks.deleteUnnamed(artwork);
        assertThat(stored.masks.link(artwork.id(), path.attempt(), path.result(), Duration.ofMinutes(1)))
                .as("the winner's cut-out stays")
                .isPresent();
        stored.masks.deleteUnnamed(artwork.in(new State.Canceled()));
        assertThat(stored.objects.port().list("", 100))
                .noneMatch(key -> key.startsWith("masks/") || key.startsWith("facts/"));
    }

    @Test
    void withoutShapesNoEncodingIsRead() {
        stored.many(7, new Rle(1, 1, new int[] {0, 1}));
        stored.objects.forget();

        assertThat(stored.masks().get("masks")).hasSize(7);
        assertThat(stored.objects.count("get")).as("the artwork and the facts").isEqualTo(2);
    }

    @Test
    void aPageChoosesMasks() {
        List<String> urls = new ArrayList<>();
        Artwork artwork = stored.many(12, new Rle(1, 1, new int[] {0, 1}));
        ((State.Succeeded) artwork.state()).results().forEach(result -> urls.add("/" + result.number() + "-"));

        assertThat(numbers(stored.masks())).isEqualTo(urls.subList(0, 10));
        assertThat(numbers(stored.masks("offset", "10"))).isEqualTo(urls.subList(10, 12));
        assertThat(numbers(stored.masks("offset", "3", "limit", "2", "shapes", "rle")))
                .isEqualTo(urls.subList(3, 5));
        assertThat(stored.masks("offset", "12").get("masks")).isEmpty();
        assertThat(stored.masks("offset", "10000").has("prompt")).isTrue();
    }

    @Test
    void anOlderArtworkHasUrlsOnly() {
        stored.succeeded(null, List.of(new Rle(1, 1, new int[] {1}), new Rle(1, 1, new int[] {1})));

        JsonNode answer = stored.masks("shapes", "rle");

        assertThat(answer.has("prompt")).isFalse();
        assertThat(answer.get("masks")).hasSize(2);
        for (JsonNode mask : answer.get("masks")) {
            assertThat(mask.fieldNames()).toIterable().containsExactly("url");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shapes|rle,svg|shapes must be a comma-separated list of the following values: rle, polygons",
                "shapes|RLE|shapes must be a comma-separated list of the following values: rle, polygons",
                "shapes|''|shapes must be a comma-separated list of the following values: rle, polygons",
                "shapes|rle,|shapes must be a comma-separated list of the following values: rle, polygons",
                "limit|0|limit must not be less than 1",
                "offset|x|offset must be an integer number"
            })
    void aWrongParameterIsRefused(String name, String value, String message) {
        APIGatewayProxyResponseEvent response = stored.call(name, value);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getBody()).contains("\"message\":\"" + message + "\"");
    }

    @Test
    void allWrongParametersAreNamedTogether() {
        stored.event.setMultiValueQueryStringParameters(
                Map.of("shapes", List.of("rle", "rle"), "limit", List.of("501")));

        assertThat(new StatusHandler(
                                stored.objects.port(),
                                new InMemoryQueue<>(),
                                List.of(),
                                EndWait.none(StoredMasks.CLOCK),
                                StoredMasks.CLOCK)
                        .handleRequest(stored.event, new TestContext())
                        .getBody())
                .contains("limit must not be greater than 500; shapes must not be repeated");
    }

    @Test
    void onlyAnArtworkThatHasSucceededHasMasks() {
        for (State state : List.of(
                new State.Starting(),
                new State.Processing(StoredMasks.ATTEMPT, null),
                new State.Failed(StoredMasks.ATTEMPT, "No picture.", Duration.ZERO),
                new State.Canceled())) {
            Artwork artwork = stored.artworks.create(
                    Artworks.starting(stored.keyId, StoredMasks.NOW).in(state));
            stored.event.setPathParameters(Map.of("id", artwork.id().toString()));

            APIGatewayProxyResponseEvent response = stored.call();

            assertThat(response.getStatusCode()).isEqualTo(409);
            assertThat(response.getBody()).contains("the artwork is " + state.status());
        }
    }

    @Test
    void anotherKeysArtworkAndAnUnknownOneAreNotFound() {
        Artwork theirs = stored.artworks.create(Artworks.starting("other", StoredMasks.NOW));
        for (String id : List.of(theirs.id().toString(), "3e5aef07-a0ae-4d5a-9cf0-9a2e7c8f3d11")) {
            stored.event.setPathParameters(Map.of("id", id));
            assertThat(stored.call().getStatusCode()).isEqualTo(404);
        }
        stored.event.setPathParameters(Map.of("id", "one"));
        assertThat(stored.call().getStatusCode()).isEqualTo(400);
    }

    private static List<String> numbers(JsonNode answer) {
        List<String> numbers = new ArrayList<>();
        answer.get("masks")
                .forEach(mask -> numbers.add(mask.get("url").textValue().replaceAll(".*(/\\d+-).*", "$1")));
        return numbers;
    }

    /** An example of the OpenAPI document, with the URL of the artwork here. */
    private JsonNode example(String name) throws IOException {
        try (InputStream document = Objects.requireNonNull(MaskListTest.class.getResourceAsStream("/openapi.json"))) {
            ObjectNode example = (ObjectNode) Json.read(document.readAllBytes())
                    .at("/paths/~1v2~1artworks~1{id}~1masks/get/responses/200/content/application~1json/examples/"
                            + name + "/value");
            ((ObjectNode) ((ArrayNode) example.get("masks")).get(0))
                    .put(
                            "url",
                            "https://api.example/v1/v2/results/"
                                    + stored.event.getPathParameters().get("id") + "/0-" + StoredMasks.ATTEMPT
                                    + "b".repeat(32) + ".webp");
            return example;
        }
    }

    private static Rle rle(int width, String... rows) {
        byte[] coverage = new byte[width * rows.length];
        for (int i = 0; i < coverage.length; i++) {
            coverage[i] = (byte) (rows[i / width].charAt(i % width) == '#' ? 255 : 0);
        }
        return Rle.of(width, rows.length, coverage);
    }
}
