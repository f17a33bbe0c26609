package dev.frisket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Template;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Cors;
import dev.frisket.core.json.Json;
import dev.frisket.local.gateway.Gateway.Rules;
import dev.frisket.local.gateway.Throttle.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTemplateTest {
    private static final int ALWAYS = 1000;

    private final JsonNode api = Template.read().api();

    @ParameterizedTest
    @CsvSource({
        "DEFAULT_4XX, GET /%zz, 1, 0, key",
        "DEFAULT_4XX, GET /any HTTP/9.9, 1, 0, key",
        "DEFAULT_5XX, GET /broken, 1, 0, key",
        "UNAUTHORIZED, GET /any, 1, 0,",
        "UNAUTHORIZED, GET /any, 1, 0, other",
        "RESOURCE_NOT_FOUND, GET /nothing, 1, 0, key",
        "REQUEST_TOO_LARGE, POST /any, 1, 10485761, key",
        "THROTTLED, GET /any, 3, 0, key",
        "QUOTA_EXCEEDED, GET /any, 3, 0, much",
    })
    void whatBothGatewaysRefuseIsRefusedInTheSameWords(
            String response, String route, int calls, int bodyBytes, @Nullable String key) throws Exception {
        Limits limits = "much".equals(key) ? new Limits(ALWAYS, ALWAYS, 2) : new Limits(1, 2, ALWAYS);
        JsonNode expected = api.path("GatewayResponses").path(response);
        String answer = "";
        try (Gateway gateway = start(limits)) {
            for (int call = 0; call < calls; call++) {
                answer = call(gateway.port(), route, bodyBytes, key);
            }
        }
        assertThat(answer).startsWith("HTTP/1.1 " + expected.path("StatusCode").intValue());
        assertThat(answer).contains("Access-Control-Allow-Origin: *\r\n", "Content-Type: application/json\r\n");
        for (String header : List.of("Cache-Control", "X-Content-Type-Options")) {
            assertThat(line(answer, header))
                    .isNotEmpty()
                    .isEqualTo(expected.at("/ResponseParameters/Headers/" + header)
                            .asText()
                            .replace("'", ""));
        }
        assertThat(line(answer, "WWW-Authenticate"))
                .isEqualTo(expected.at("/ResponseParameters/Headers/WWW-Authenticate")
                        .asText()
                        .replace("'", ""));
        assertThat(body(answer))
                .isEqualTo(body("\r\n\r\n"
                        + expected.path("ResponseTemplates")
                                .path("application/json")
                                .textValue()));
        if (response.equals("THROTTLED") || response.equals("QUOTA_EXCEEDED")) {
            assertThat(answer).containsPattern("Retry-After: [1-9][0-9]*\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET /any", "OPTIONS /any", "OPTIONS /nothing", "DELETE /any"})
    void noAnswerIsKeptByACacheOrTakenForAnotherType(String route) throws Exception {
        try (Gateway gateway = start(new Limits(ALWAYS, ALWAYS, ALWAYS))) {
            String answer = call(gateway.port(), route, 0, "key");
            assertThat(line(answer, "Cache-Control")).isEqualTo("no-store");
            assertThat(line(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void bothGatewaysAnswerABrowserAlike() {
        Map<String, String> headers = GatewayHandler.preflight("").getHeaders();
        JsonNode cors = api.path("Cors");
        assertThat(cors.path("AllowMethods").textValue())
                .isEqualTo("'" + headers.get("Access-Control-Allow-Methods") + "'");
        assertThat(cors.path("AllowHeaders").textValue())
                .isEqualTo("'" + headers.get("Access-Control-Allow-Headers") + "'");
        assertThat(cors.path("MaxAge").textValue()).isEqualTo("'" + headers.get("Access-Control-Max-Age") + "'");
    }

    private static Gateway start(Limits limits) throws IOException {
        Authorizer authorizer = authorization -> {
            if (authorization == null || authorization.equals("Bearer other")) {
                throw new ApiException.Unauthorized();
            }
            return new Authorizer.Admitted("id", "id", Map.of());
        };
        return Gateway.start(
                0,
                List.of(
                        new Route("GET", "/any", Route.Admission.KEY, (event, context) -> ok()),
                        new Route("POST", "/any", Route.Admission.KEY, (event, context) -> ok()),
                        new Route("GET", "/broken", Route.Admission.KEY, (event, context) -> {
                            throw new IllegalStateException("of a secret");
                        })),
                new Rules(authorizer, new Throttle(limits, Clock.systemUTC()), new Cors("*")),
                Clock.systemUTC());
    }

    private static APIGatewayProxyResponseEvent ok() {
        return new APIGatewayProxyResponseEvent().withStatusCode(200).withBody("{}");
    }

    /** Sends a call over a socket, since no HTTP client sends malformed requests. */
    private static String call(int port, String route, int bodyBytes, @Nullable String key) throws IOException {
        String line = route.contains("HTTP/") ? route : route + " HTTP/1.1";
        String authorization = key == null ? "" : "Authorization: Bearer " + key + "\r\n";
        String head = line + "\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + bodyBytes + "\r\n"
                + authorization + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[bodyBytes]);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A header's value, empty if it is absent. */
    private static String line(String answer, String header) {
        return answer.lines()
                .filter(line -> line.startsWith(header + ": "))
                .map(line -> line.substring(header.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static JsonNode body(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        return Json.readStrictly(body.getBytes(StandardCharsets.UTF_8));
    }
}
