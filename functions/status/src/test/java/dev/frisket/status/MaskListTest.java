package dev.frisket.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.frisket.core.store.ResultPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskListTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ATTEMPT = "a".repeat(32);
    private static final PromptWords CUP = new PromptWords(List.of("cup"), List.of("spoon"), List.of("xyzzy"));

    private final Calls objects = new Calls(new InMemoryBucket());
    private final ArtworkStore artworks = new ArtworkStore(objects.port(), CLOCK);
    private final MaskStore masks = new MaskStore(objects.port());
    private final APIGatewayProxyRequestEvent event = Events.read("status-masks", APIGatewayProxyRequestEvent.class);
    private final String keyId =
            String.valueOf(event.getRequestContext().getAuthorizer().get("keyId"));

    @Test
    void theAnswerIsTheExampleOfTheDocument() throws IOException {
        Rle cup = rle(5, ".....", ".##..", ".###.", ".....");
        MaskFacts facts = facts(0.964118, List.of(new Detected("cup", 0.83, new PixelBox(1.25, 0.75, 2.5, 2))), cup);
        succeeded(new ArtworkFacts(CUP, List.of(facts)), List.of(cup));

        assertThat(masks("shapes", "rle,polygons")).isEqualTo(example("found"));
        assertThat(masks("shapes", "polygons,rle")).isEqualTo(example("found"));
    }

    @Test
    void nothingFoundIsTheExampleOfTheDocument() throws IOException {
        Rle nothing = new Rle(5, 4, new int[] {20});
        PromptWords words = new PromptWords(List.of(), List.of(), List.of("xyzzy"));
        succeeded(new ArtworkFacts(words, List.of(facts(null, List.of(), nothing))), List.of(nothing));

        assertThat(masks()).isEqualTo(example("nothing"));
        assertThat(masks("shapes", "rle,polygons").at("/masks/0/polygons")).isEmpty();
    }

    @Test
    void theCutoutOfAMaskIsNamedAndServedIfThereIsOne(@TempDir Path folder) throws IOException {
        Rle cup = rle(5, ".....", ".##..", ".###.", ".....");
        Result cutout = new Result(1, "c".repeat(32), MaskFormat.PNG);
        MaskFacts facts = facts(0.5, List.of(), cup);
        Artwork artwork =
                succeeded(new ArtworkFacts(null, List.of(facts, facts.withCutout(cutout))), List.of(cup, cup));
        masks.putCutout(artwork.id(), ATTEMPT, cutout, Files.write(folder.resolve("cut"), new byte[] {1, 2}));

        JsonNode answer = masks().get("masks");

        assertThat(answer.get(0).has("cutout")).isFalse();
        String url = answer.get(1).get("cutout").textValue();
        assertThat(url).endsWith("/" + artwork.id() + "/1-" + ATTEMPT + "c".repeat(32) + ".png");
        ResultPath path =
                ResultPath.parse(url.substring(url.lastIndexOf('/') + 1)).orElseThrow();
        assertThat(masks.link(artwork.id(), path.attempt(), path.result(), Duration.ofMinutes(1)))
                .isPresent();
        masks.deleteUnnamed(artwork);
        assertThat(masks.link(artwork.id(), path.attempt(), path.result(), Duration.ofMinutes(1)))
                .as("the winner's cut-out stays")
                .isPresent();
        masks.deleteUnnamed(artwork.in(new State.Canceled()));
        assertThat(objects.port().list("", 100)).noneMatch(key -> key.startsWith("masks/") || key.startsWith("facts/"));
    }

    @Test
    void withoutShapesNoEncodingIsRead() {
        many(7, new Rle(1, 1, new int[] {0, 1}));
        objects.forget();

        assertThat(masks().get("masks")).hasSize(7);
        assertThat(objects.count("get")).as("the artwork and the facts").isEqualTo(2);
    }

    @Test
    void aPageChoosesMasks() {
        List<String> urls = new ArrayList<>();
        Artwork artwork = many(12, new Rle(1, 1, new int[] {0, 1}));
        ((State.Succeeded) artwork.state()).results().forEach(result -> urls.add("/" + result.number() + "-"));

        assertThat(numbers(masks())).isEqualTo(urls.subList(0, 10));
        assertThat(numbers(masks("offset", "10"))).isEqualTo(urls.subList(10, 12));
        assertThat(numbers(masks("offset", "3", "limit", "2", "shapes", "rle"))).isEqualTo(urls.subList(3, 5));
        assertThat(masks("offset", "12").get("masks")).isEmpty();
        assertThat(masks("offset", "10000").has("prompt")).isTrue();
    }

    @Test
    void anOlderArtworkHasUrlsOnly() {
        succeeded(null, List.of(new Rle(1, 1, new int[] {1}), new Rle(1, 1, new int[] {1})));

        JsonNode answer = masks("shapes", "rle");

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
        APIGatewayProxyResponseEvent response = call(name, value);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getBody()).contains("\"message\":\"" + message + "\"");
    }

    @Test
    void allWrongParametersAreNamedTogether() {
        event.setMultiValueQueryStringParameters(Map.of("shapes", List.of("rle", "rle"), "limit", List.of("501")));

        assertThat(new StatusHandler(objects.port(), new InMemoryQueue<>(), List.of(), EndWait.none(CLOCK), CLOCK)
                        .handleRequest(event, new TestContext())
                        .getBody())
                .contains("limit must not be greater than 500; shapes must not be repeated");
    }

    @Test
    void onlyAnArtworkThatHasSucceededHasMasks() {
        for (State state : List.of(
                new State.Starting(),
                new State.Processing(ATTEMPT, null),
                new State.Failed(ATTEMPT, "No picture.", Duration.ZERO),
                new State.Canceled())) {
            Artwork artwork = artworks.create(Artworks.starting(keyId, NOW).in(state));
            event.setPathParameters(Map.of("id", artwork.id().toString()));

            APIGatewayProxyResponseEvent response = call();

            assertThat(response.getStatusCode()).isEqualTo(409);
            assertThat(response.getBody()).contains("the artwork is " + state.status());
        }
    }

    @Test
    void anotherKeysArtworkAndAnUnknownOneAreNotFound() {
        Artwork theirs = artworks.create(Artworks.starting("other", NOW));
        for (String id : List.of(theirs.id().toString(), "3e5aef07-a0ae-4d5a-9cf0-9a2e7c8f3d11")) {
            event.setPathParameters(Map.of("id", id));
            assertThat(call().getStatusCode()).isEqualTo(404);
        }
        event.setPathParameters(Map.of("id", "one"));
        assertThat(call().getStatusCode()).isEqualTo(400);
    }

    @Test
    void aHundredMasksOfTheLargestPictureFitWithoutShapes() {
        many(100, disc(8192));

        APIGatewayProxyResponseEvent response = call("limit", "100");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).hasSizeLessThan(100_000);
    }

    @Test
    void aHundredSmoothMasksOfTheLargestPictureFitAsRunsButNotAsPolygons() {
        many(100, disc(8192));

        assertThat(call("limit", "100", "shapes", "rle").getStatusCode()).isEqualTo(200);
        checkLimit("polygons");
        checkLimit("rle,polygons");
    }

    @Test
    void aPageOfRoughMasksIsTooLarge() {
        byte[] noise = new byte[500 * 500];
        new Random(6).nextBytes(noise);
        many(100, Rle.of(500, 500, noise));

        checkLimit("rle");
        checkLimit("polygons");
    }

    /** The refusal names the greatest limit that fits, and what fits, fits Lambda. */
    private void checkLimit(String shapes) {
        String refusal = call("limit", "100", "shapes", shapes).getBody();
        assertThat(refusal).contains("limit must not be greater than ", " here: the page would be over 5 MB");
        int limit = Integer.parseInt(refusal.replaceAll("\\D*(\\d+) here.*", "$1"));

        APIGatewayProxyResponseEvent response = call("limit", String.valueOf(limit), "shapes", shapes);
        assertThat(response.getStatusCode()).as("%s of %s", limit, shapes).isEqualTo(200);
        assertThat(Json.writeBytes(Json.object().put("body", response.getBody())))
                .as("what Lambda answers")
                .hasSizeLessThan(6 << 20);
        assertThat(call("limit", String.valueOf(limit + 1), "shapes", shapes).getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aSingleMaskThatIsTooLargeCanStillBeAnsweredWithoutShapes() {
        byte[] noise = new byte[3000 * 3000];
        new Random(5).nextBytes(noise);
        many(1, Rle.of(3000, 3000, noise));

        assertThat(call("shapes", "polygons").getBody()).contains("shapes must be fewer or left out here");
        assertThat(call("limit", "1").getStatusCode()).isEqualTo(200);
    }

    private Artwork many(int count, Rle rle) {
        List<MaskFacts> facts = new ArrayList<>();
        List<Rle> shapes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facts.add(facts(0.5, List.of(new Detected("cup", 0.9 - i / 1000.0, new PixelBox(0, 0, 1, 1))), rle));
            shapes.add(rle);
        }
        return succeeded(new ArtworkFacts(CUP, facts), shapes);
    }

    private static MaskFacts facts(@Nullable Double score, List<Detected> detections, Rle rle) {
        return new MaskFacts(
                score,
                detections,
                rle.width(),
                rle.height(),
                rle.box(),
                rle.area(),
                rle.counts().length());
    }

    private Artwork succeeded(@Nullable ArtworkFacts facts, List<Rle> shapes) {
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

    private JsonNode masks(String... query) {
        APIGatewayProxyResponseEvent response = call(query);
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return Json.read(response.getBody().getBytes(UTF_8));
    }

    private APIGatewayProxyResponseEvent call(String... query) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (int i = 0; i < query.length; i += 2) {
            parameters.put(query[i], List.of(query[i + 1]));
        }
        event.setMultiValueQueryStringParameters(parameters);
        return new StatusHandler(objects.port(), new InMemoryQueue<>(), List.of(), EndWait.none(CLOCK), CLOCK)
                .handleRequest(event, new TestContext());
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
                                    + event.getPathParameters().get("id") + "/0-" + ATTEMPT + "b".repeat(32) + ".webp");
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

    /** A disc that almost touches all sides. */
    private static Rle disc(int side) {
        int[] runs = new int[2 * side + 1];
        int count = 0;
        int outside = 0;
        for (int x = 0; x < side; x++) {
            double half = Math.sqrt(Math.pow(side / 2.0 - 1, 2) - Math.pow(x + 0.5 - side / 2.0, 2));
            int top = half >= 0 ? (int) Math.round(side / 2.0 - half) : side / 2;
            if (2 * top < side) {
                runs[count++] = outside + top;
                runs[count++] = side - 2 * top;
                outside = top;
            } else {
                outside += side;
            }
        }
        runs[count++] = outside;
        return new Rle(side, side, Arrays.copyOf(runs, count));
    }
}
