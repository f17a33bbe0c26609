package dev.frisket.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.TestContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final Router router = new Router(Map.of(
            "GET /cups", event -> new Reply(200, Map.of(), "[]"),
            "POST /cups", event -> new Reply(201, Map.of(), "{}"),
            "GET /cups/{id}",
                    event -> {
                        throw new ApiException.Conflict("the cup is in use");
                    },
            "GET /broken",
                    event -> {
                        throw new IllegalStateException("of a secret");
                    }));

    @ParameterizedTest
    @CsvSource({
        "GET, /cups, 200",
        "POST, /cups, 201",
        "GET, /cups/{id}, 409",
        "GET, /broken, 500",
        "PUT, /cups, 404",
        "GET, /spoons, 404"
    })
    void methodAndPathChooseTheRoute(String method, String path, int statusCode) {
        APIGatewayProxyResponseEvent answer = router.answer(request(method, path), new TestContext());

        assertThat(answer.getStatusCode()).isEqualTo(statusCode);
        assertThat(answer.getHeaders()).containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(answer.getBody()).doesNotContain("secret");
    }

    @Test
    void aRefusalOfOnesOwnAnswersTheRest() {
        Router polite = new Router(Map.of(), event -> new ApiException.MethodNotAllowed("GET"));

        APIGatewayProxyResponseEvent answer = polite.answer(request("PUT", "/cups"), new TestContext());

        assertThat(answer.getStatusCode()).isEqualTo(405);
        assertThat(answer.getHeaders()).containsEntry("Allow", "GET");
    }

    @Test
    void theRoutesAreKnown() {
        assertThat(router.routes())
                .containsExactlyInAnyOrder("GET /cups", "POST /cups", "GET /cups/{id}", "GET /broken");
    }

    private static APIGatewayProxyRequestEvent request(String method, String path) {
        return new APIGatewayProxyRequestEvent().withHttpMethod(method).withResource(path);
    }
}
