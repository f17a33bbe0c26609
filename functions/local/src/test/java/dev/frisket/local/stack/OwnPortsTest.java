package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.json.Json;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures and webhooks can't reach the embedded servers even where private hosts are allowed. */
class OwnPortsTest {
    private static final Token KEY = Token.create(new SecureRandom());
    private static final String BEARER = "Bearer " + KEY.text();

    @TempDir
    private static Path folder;

    private static final Set<Integer> PORTS = new TreeSet<>();
    private static RunningStack stack;
    private static HttpCalls calls;

    @BeforeAll
    static void start() {
        stack = RunningStack.start(
                new Settings(0, KEY, folder),
                new StandInPacks(),
                AddressPolicy.ALLOW_PRIVATE,
                Clock.systemUTC(),
                (services, functions) -> {
                    Set.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SQS").stream()
                            .map(services.variables()::get)
                            .forEach(address -> PORTS.add(URI.create(address).getPort()));
                    return functions.worker();
                });
        calls = HttpCalls.of(stack.address());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "[::1]", "[::ffff:127.0.0.1]"})
    void anAddressOfOneIsRefusedAtSubmission(String host) throws Exception {
        assertThat(PORTS).hasSize(2);
        for (int port : PORTS) {
            String address = host + ":" + port + "/?Action=DeleteQueue";
            HttpResponse<String> picture = submit("http://" + address, null);
            assertThat(picture.statusCode()).as(picture.body()).isEqualTo(400);
            assertThat(picture.body()).contains("imageUrl must not use port " + port);
            HttpResponse<String> webhook = submit("http://localhost/picture.png", "https://" + address);
            assertThat(webhook.statusCode()).as(webhook.body()).isEqualTo(400);
            assertThat(webhook.body()).contains("webhook must not use port " + port);
        }
    }

    @Test
    void aNameOfOneIsNotFetchedNorCalled() throws Exception {
        for (int port : PORTS) {
            String address = "localhost:" + port + "/?Action=DeleteQueue";
            assertThat(end(submit("http://" + address, null)).path("error").textValue())
                    .contains("must not use port " + port);
            assertThat(submit("http://localhost/picture.png", "https://" + address)
                            .body())
                    .contains("webhook must not use port " + port);
        }
    }

    @Test
    void aRedirectToOneIsNotFollowed() throws Exception {
        for (int port : PORTS) {
            HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            host.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port + "/?Action=DeleteQueue");
                exchange.sendResponseHeaders(302, -1);
                exchange.close();
            });
            host.start();
            try {
                String redirecting = "http://127.0.0.1:" + host.getAddress().getPort() + "/";
                assertThat(end(submit(redirecting, null)).path("error").textValue())
                        .contains("must not use port " + port);
            } finally {
                host.stop(0);
            }
        }
    }

    @Test
    void whatTheApiServesOnItsOwnPortIsStillFetched() throws Exception {
        for (String host : Set.of("localhost", "127.0.0.1")) {
            JsonNode ended =
                    end(submit("http://" + host + ":" + stack.address().getPort() + "/samples/rocket.jpg", null));
            assertThat(ended.path("status").textValue()).as(ended.toString()).isEqualTo("succeeded");
        }
    }

    private static HttpResponse<String> submit(String imageUrl, @Nullable String webhook) throws Exception {
        return calls.send(
                "POST",
                "/v2/artworks/segmentation",
                BEARER,
                Json.write(Json.object()
                        .put("imageUrl", imageUrl)
                        .put("method", "text")
                        .put("textPrompt", "rocket")
                        .put("webhook", webhook)));
    }

    private static JsonNode end(HttpResponse<String> made) throws IOException, InterruptedException {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(202);
        String path = "/v2/artworks/" + HttpCalls.json(made).get("id").textValue();
        while (true) {
            JsonNode now = HttpCalls.json(calls.send("GET", path, BEARER, null));
            if (!Set.of("starting", "processing").contains(now.get("status").textValue())) {
                return now;
            }
            Thread.sleep(50);
        }
    }
}
