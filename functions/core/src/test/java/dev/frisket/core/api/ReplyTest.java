package dev.frisket.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.json.Json;
import dev.frisket.core.log.CapturedLines;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private final APIGatewayProxyRequestEvent request = new APIGatewayProxyRequestEvent();

    @Test
    void whatIsLoggedOfARequestNamesTheArtworkThatItIsAbout() {
        String id = "01A208B4-db00-7c3e-9f27-6b51d08e4a92";
        try (CapturedLines log = new CapturedLines()) {
            for (String named : List.of(id, "frk_no-artwork")) {
                Reply.answering(new APIGatewayProxyRequestEvent().withPathParameters(Map.of("id", named)), () -> {
                    throw new IllegalStateException("broken");
                });
            }
            assertThat(log.lines())
                    .extracting(line -> line.path("artworkId").asText())
                    .containsExactly("01a208b4-db00-7c3e-9f27-6b51d08e4a92", "");
        }
    }

    @Test
    void pagesOfEveryOriginMayReadAnAnswerUnlessTheStageSaysOtherwise() {
        for (Map<String, String> variables :
                Arrays.<Map<String, String>>asList(null, Map.of(), Map.of("allowedOrigin", "any"))) {
            assertThat(answer(request.withStageVariables(variables)).getHeaders())
                    .containsEntry("Access-Control-Allow-Origin", "*")
                    .containsEntry("Access-Control-Expose-Headers", "Location,Retry-After,Preference-Applied")
                    .containsEntry("Content-Type", "application/json");
        }
    }

    @Test
    void pagesOfTheStagesOriginMayReadRefusalsToo() {
        request.setStageVariables(Map.of("allowedOrigin", "https://app.example.com"));

        APIGatewayProxyResponseEvent refusal = Reply.answering(request, () -> {
            throw new ApiException.TooManyRequests(3);
        });

        assertThat(refusal.getStatusCode()).isEqualTo(429);
        assertThat(refusal.getHeaders())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example.com")
                .containsEntry("Retry-After", "3");
    }

    @Test
    void noCacheMayKeepAnAnswerAndNoBrowserMayGuessItsType() {
        List<Supplier<Reply>> routes = List.of(
                () -> Reply.json(200, Json.object()),
                () -> new Reply(204, Map.of(), ""),
                () -> Reply.redirect(URI.create("https://storage.example/mask.png")),
                () -> {
                    throw new ApiException.NotFound("there is no such path");
                },
                () -> {
                    throw new IllegalStateException("broken");
                });
        assertThat(routes)
                .allSatisfy(route -> assertThat(Reply.answering(request, route).getHeaders())
                        .containsEntry("Cache-Control", "no-store")
                        .containsEntry("X-Content-Type-Options", "nosniff"));
    }

    private static APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent request) {
        return Reply.answering(request, () -> Reply.json(200, Json.object()));
    }
}
