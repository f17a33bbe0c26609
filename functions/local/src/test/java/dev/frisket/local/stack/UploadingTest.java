package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.api.Cors;
import dev.frisket.core.api.Scope;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads a picture from this machine's disk as a web page does; pictures may be fetched from public hosts only. */
class UploadingTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final String ORIGIN = "http://localhost:3000";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private RunningStack stack;
    private String anothersKey;
    private HttpCalls calls;

    @BeforeEach
    void start() {
        start(ApiAddress.LOOPBACK);
    }

    private void start(ApiAddress host) {
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            ApiKeys keys = new ApiKeys(new ApiKeyStore(services.control()), new NoGatewayKeys(), Clock.systemUTC());
            anothersKey = keys.mint("local", Scope.ADMIN, Set.of("*"), "another")
                    .token()
                    .text();
        }
        Settings settings = new Settings(
                host,
                0,
                KEY,
                folder,
                null,
                InstalledModels.EMBEDDED,
                1,
                true,
                Settings.MAX_UNFINISHED,
                Limits.GENEROUS,
                new Cors("*"));
        stack = RunningStack.start(settings, new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC());
        calls = HttpCalls.of(stack.address());
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aPictureIsSentInAndSegmentedForTheKeyThatSentItAlone() throws Exception {
        sendInAndSegment(false);
    }

    @Test
    void otherMachinesAreGivenNoAddressButThatOfTheApiAndPagesWithoutTheKey() throws Exception {
        stop();
        start(new ApiAddress("0.0.0.0"));
        sendInAndSegment(true);
    }

    /** @param open whether other machines reach the API, which is then the only address that they reach */
    private void sendInAndSegment(boolean open) throws Exception {
        byte[] picture = png();
        JsonNode room = makeRoom(picture.length);
        URI uploadUrl = URI.create(room.get("uploadUrl").textValue());
        String imageUrl = room.get("imageUrl").textValue();

        assertThat(uploadUrl.getAuthority().equals(stack.address().getAuthority()))
                .isEqualTo(open);
        assertThat(calls.send("GET", "/", null, null).body().contains(KEY.text()))
                .isEqualTo(!open);
        assertThat(imageUrl).startsWith(stack.address() + "/v2/uploads/");
        assertThat(submit(imageUrl, KEY.text()).statusCode())
                .as("before it is sent")
                .isEqualTo(400);
        HttpResponse<String> preflight = preflight(uploadUrl);
        assertThat(preflight.statusCode()).as(preflight.body()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin").orElse(""))
                .isIn("*", ORIGIN);
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("PUT");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .isEqualToIgnoringCase("content-type");
        assertThat(put(uploadUrl, "image/png", new byte[picture.length + 1]).statusCode())
                .isEqualTo(403);
        HttpResponse<String> sent = put(uploadUrl, "image/png", picture);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.headers().firstValue("Access-Control-Allow-Origin")).isPresent();

        HttpResponse<String> refused = submit(imageUrl, anothersKey);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("imageUrl must be an upload of this API key");
        // Under another name of this machine, as under another domain of a deployed API.
        HttpResponse<String> accepted = submit(imageUrl.replace("localhost", "127.0.0.1"), KEY.text());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode artwork = atTheEnd(HttpCalls.json(accepted).get("id").textValue());
        assertThat(artwork.get("status").textValue()).isEqualTo("succeeded");
        String result = artwork.get("results").get(0).textValue();
        URI mask = URI.create(calls.send("GET", URI.create(result).getPath(), null, null)
                .headers()
                .firstValue("Location")
                .orElseThrow());
        assertThat(mask.getAuthority().equals(stack.address().getAuthority())).isEqualTo(open);
        HttpResponse<String> read = http.send(
                HttpRequest.newBuilder(mask).header("Origin", ORIGIN).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(read.headers().firstValue("Content-Type")).hasValue("image/webp");
        assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
        assertThat(http.send(
                                HttpRequest.newBuilder(URI.create(mask + "0")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .as("with another signature")
                .isEqualTo(403);
        assertThat(calls.send("GET", URI.create(imageUrl).getPath(), "Bearer " + KEY.text(), null)
                        .statusCode())
                .isEqualTo(404);
    }

    private JsonNode makeRoom(int size) throws Exception {
        HttpResponse<String> answer = calls.send(
                "POST",
                "/v2/uploads",
                "Bearer " + KEY.text(),
                "{\"contentType\": \"image/png\", \"size\": " + size + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return HttpCalls.json(answer);
    }

    private HttpResponse<String> preflight(URI uploadUrl) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uploadUrl)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", ORIGIN)
                        .header("Access-Control-Request-Method", "PUT")
                        .header("Access-Control-Request-Headers", "content-type")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> put(URI uploadUrl, String contentType, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uploadUrl)
                        .header("Content-Type", contentType)
                        .header("Origin", ORIGIN)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(String imageUrl, String key) throws Exception {
        return calls.send(
                "POST",
                "/v2/artworks/segmentation",
                "Bearer " + key,
                "{\"imageUrl\": \"%s\", \"method\": \"points\", \"pointsPositive\": {\"points\": [[0.5, 0.5]]}}"
                        .formatted(imageUrl));
    }

    private JsonNode atTheEnd(String id) throws Exception {
        while (true) {
            JsonNode artwork = HttpCalls.json(calls.send("GET", "/v2/artworks/" + id, "Bearer " + KEY.text(), null));
            if (!Set.of("starting", "processing").contains(artwork.get("status").textValue())) {
                return artwork;
            }
            Thread.sleep(50);
        }
    }

    private static byte[] png() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
