package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.api.Cors;
import dev.frisket.core.json.Json;
import dev.frisket.local.gateway.Throttle.Limits;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final String BEARER = "Bearer " + KEY.text();
    private static final int BURST = 4;

    @TempDir
    private Path folder;

    private RunningStack stack;
    private HttpCalls calls;

    @BeforeEach
    void start() {
        Settings settings = new Settings(
                ApiAddress.LOOPBACK,
                0,
                KEY,
                folder,
                null,
                InstalledModels.EMBEDDED,
                1,
                true,
                Settings.MAX_UNFINISHED,
                new Limits(1, BURST, 1000),
                new Cors("https://app.example.com"));
        stack = RunningStack.start(settings, new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC());
        calls = HttpCalls.of(stack.address());
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void whoCallsTooOftenIsToldWhenToCallAgain() throws Exception {
        HttpResponse<String> refused = firstRefusal("GET", "/v2/artworks");

        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example.com");
        assertThat(HttpCalls.json(refused))
                .isEqualTo(Json.object()
                        .put("message", "too many requests, try again later")
                        .put("statusCode", 429)
                        .put("error", "Too Many Requests"));
        assertThat(calls.send("POST", "/v2/artworks/segmentation", BEARER, "{}").statusCode())
                .as("creating is counted apart")
                .isEqualTo(400);
        assertThat(calls.send("GET", "/health", BEARER, null).statusCode())
                .as("what needs no key is not counted")
                .isEqualTo(200);
    }

    @Test
    void theRefusalOfAPrivateHostNamesTheOptionThatPermitsIt() throws Exception {
        HttpResponse<String> refused = calls.send(
                "POST",
                "/v2/artworks/segmentation",
                BEARER,
                "{\"imageUrl\": \"http://127.0.0.1/a.png\", \"method\": \"text\", \"textPrompt\": \"cat\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(HttpCalls.json(refused).get("message").textValue())
                .endsWith("(serve --allow-private-hosts permits others)");
    }

    @Test
    void pagesOfTheAllowedOriginReadEveryAnswerAndNoOthersDo() throws Exception {
        Map<String, Integer> answers = Map.of(
                "GET /v2/artworks", 200,
                "GET /v2/artworks/0", 400,
                "GET /v2/nothing", 404,
                "PUT /v2/artworks", 405,
                "GET /health", 200);
        for (Map.Entry<String, Integer> each : answers.entrySet()) {
            String[] parts = each.getKey().split(" ", 2);
            HttpResponse<String> answer = calls.send(parts[0], parts[1], BEARER, null);
            assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
            assertReadable(answer);
        }
        assertReadable(calls.send("GET", "/v2/artworks", null, null));
    }

    @Test
    void aBrowserMayAskBeforehandWithoutAKeyWhateverThePath() throws Exception {
        JsonNode paths =
                HttpCalls.json(calls.send("GET", "/openapi.json", null, null)).get("paths");
        assertThat(paths).hasSizeGreaterThan(8);
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            HttpResponse<String> answer = calls.send("OPTIONS", path.getKey().replaceAll("[{}]", ""), null, null);
            assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValue("GET,POST,DELETE,OPTIONS");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("Authorization,Content-Type,Idempotency-Key,Prefer");
            assertReadable(answer);
        }
        assertReadable(calls.send("OPTIONS", "/v2/nothing", null, null));
    }

    private HttpResponse<String> firstRefusal(String method, String path) throws Exception {
        for (int call = 0; call < 20 * BURST; call++) {
            HttpResponse<String> answer = calls.send(method, path, BEARER, null);
            if (answer.statusCode() == 429) {
                return answer;
            }
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        throw new AssertionError("never refused");
    }

    private static void assertReadable(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://app.example.com");
        assertThat(answer.headers().allValues("Access-Control-Expose-Headers"))
                .containsExactly("Location,Retry-After,Preference-Applied");
    }
}
