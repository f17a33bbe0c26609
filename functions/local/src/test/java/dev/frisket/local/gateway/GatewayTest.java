package dev.frisket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.ApiUrl;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Cors;
import dev.frisket.core.api.Scope;
import dev.frisket.core.json.Json;
import dev.frisket.core.request.JsonBody;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Throttle.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    private static final String KEY = "a-key-of-sixteen-or-more";

    private static final Caller CALLER = new Caller("key-id", "acme", Scope.ADMIN, Set.of("*"));
    private static final Rules RULES = new Rules(
            GatewayTest::authorize, new Throttle(Limits.GENEROUS, Clock.systemUTC()), new Cors("https://app.example"));

    private final List<APIGatewayProxyRequestEvent> seen = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = Gateway.start(
                0,
                List.of(
                        route("POST", "/v2/artworks/segmentation", Route.Admission.KEY),
                        route("GET", "/v2/artworks/{id}", Route.Admission.KEY),
                        route("GET", "/v2/results/{id}/{file}", Route.Admission.ANYBODY),
                        new Route("GET", "/broken", Route.Admission.ANYBODY, (event, context) -> {
                            throw new IllegalStateException("jdbc://secret-host");
                        })),
                RULES,
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v2/artworks/segmentation, 200",
        "POST, /v2/artworks/segmentation/, 200",
        "POST, /v2/artworks/segmentation//, 404",
        "GET, /v2/artworks/segmentation, 405",
        "DELETE, /v2/artworks/segmentation, 405",
        "GET, /v2/artworks/abc, 200",
        "HEAD, /v2/artworks/abc, 405",
        "POST, /v2/artworks/abc, 405",
        "PATCH, /v2/artworks/abc, 405",
        "GET, /v2/artworks/, 404",
        "GET, /v2/artworks, 404",
        "GET, /v2/artworks/a/b, 404",
        "GET, /V2/artworks/abc, 404",
        "GET, /, 404",
        "GET, //, 404",
        "GET, /v2/results/a/0-b.png, 200",
        "GET, /broken, 500",
        "OPTIONS, /v2/artworks/abc, 204",
        "OPTIONS, /nowhere, 204",
    })
    void eachRouteAnswersWithItsStatusAndTheContractsErrorBody(String method, String path, int status)
            throws Exception {
        HttpResponse<String> answer = send(method, path, KEY);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example");
        if (status >= 400 && !method.equals("HEAD")) {
            JsonNode body = Json.readStrictly(answer.body().getBytes(StandardCharsets.UTF_8));
            assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("message", "statusCode", "error");
            assertThat(body.get("statusCode").intValue()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).doesNotContain("Exception", "jdbc", "secret", "jetty");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/artworks/segmentation, 'OPTIONS, POST'",
        "POST, /v2/artworks/abc, 'GET, OPTIONS'",
        "OPTIONS, /v2/artworks/abc, 'GET, OPTIONS'",
    })
    void aKnownPathTellsItsMethods(String method, String path, String allow) throws Exception {
        assertThat(send(method, path, null).headers().firstValue("Allow")).hasValue(allow);
    }

    @Test
    void aFunctionSeesTheRequestAsApiGatewayWouldShowIt() throws Exception {
        send(HttpRequest.newBuilder(uri("/v2/artworks/a%20b+c/?offset=0&limit=1&limit=2&empty=&q=%C3%A4"))
                .header("Authorization", "Bearer " + KEY)
                .header("X-Forwarded-Proto", "gopher"));

        APIGatewayProxyRequestEvent event = seen.get(0);
        assertThat(event.getResource()).isEqualTo("/v2/artworks/{id}");
        assertThat(event.getPath()).isEqualTo("/v2/artworks/a%20b+c/");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("id", "a b+c"));
        assertThat(event.getQueryStringParameters())
                .isEqualTo(Map.of("offset", "0", "limit", "2", "empty", "", "q", "ä"));
        assertThat(event.getMultiValueQueryStringParameters()).containsEntry("limit", List.of("1", "2"));
        assertThat(event.getHeaders()).containsEntry("Authorization", "Bearer " + KEY);
        assertThat(event.getBody()).isNull();
        assertThat(ApiUrl.of(event)).isEqualTo("http://127.0.0.1:" + gateway.port());
        assertThat(Caller.of(event)).isEqualTo(CALLER);
        assertThat(event.getRequestContext().getAuthorizer().values()).hasOnlyElementsOfType(String.class);
    }

    @Test
    void aBodyArrivesWithItsBytesWhateverTheyAre() throws Exception {
        byte[] text = "{\"prompt\": \"Grüße\"}".getBytes(StandardCharsets.UTF_8);
        byte[] noText = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        for (byte[] body : List.of(text, noText)) {
            send(post(body));
        }

        assertThat(JsonBody.bytes(seen.get(0))).isEqualTo(text);
        assertThat(seen.get(0).getIsBase64Encoded()).isFalse();
        assertThat(JsonBody.bytes(seen.get(1))).isEqualTo(noText);
        assertThat(seen.get(1).getIsBase64Encoded()).isTrue();
    }

    @Test
    void aBodyOver10MegabytesIsRefused() throws Exception {
        assertThat(send(post(new byte[GatewayHandler.MAX_BODY])).statusCode()).isEqualTo(200);
        assertThat(send(post(new byte[GatewayHandler.MAX_BODY + 1])).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v2/artworks/{a HTTP/1.1, 200",
        "GET /v2/artworks/%zz HTTP/1.1, 400",
        "GET /v2/artworks/%2F HTTP/1.1, 200",
        "GET /v2/artworks/.. HTTP/1.1, 200",
        "GET /v2/artworks/a?x=%zz&y=%C3%28 HTTP/1.1, 200",
        "GET, 400",
        "GET /v2/artworks/a HTTP/9.9, 400",
    })
    void malformedHttpIsAnsweredInTheContractsWords(String line, int status) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write((line + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + KEY + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer).doesNotContain("Exception", "Jetty", "<html");
            if (status >= 400) {
                assertThat(answer).contains("\"statusCode\":" + status, "Content-Type: application/json");
            }
        }
    }

    @Test
    void aTakenPortIsRefused() {
        assertThatThrownBy(() -> Gateway.start(gateway.port(), List.of(), RULES, Clock.systemUTC()))
                .isInstanceOf(BindException.class);
    }

    private static Authorizer.Admitted authorize(@Nullable String authorization) {
        if (!("Bearer " + KEY).equals(authorization)) {
            throw new ApiException.Unauthorized();
        }
        return new Authorizer.Admitted("key-id", "key-id", CALLER.toContext());
    }

    private Route route(String method, String resource, Route.Admission admission) {
        return new Route(method, resource, admission, (event, context) -> {
            seen.add(event);
            return new APIGatewayProxyResponseEvent().withStatusCode(200).withBody("{}");
        });
    }

    private HttpResponse<String> send(String method, String path, @Nullable String key) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return send(request);
    }

    private HttpRequest.Builder post(byte[] body) {
        return HttpRequest.newBuilder(uri("/v2/artworks/segmentation"))
                .header("Authorization", "Bearer " + KEY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }
}
