package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an {@code Idempotency-Key} stands for, and how long. */
class IdempotencyTest extends RepeatedRequests {
    @Test
    void theSameKeyAndParametersAreTheSameArtwork() {
        JsonNode first = accepted(at(NOW), request("order-4711"));
        JsonNode second = accepted(at(NOW.plusSeconds(5)), request("order-4711"));

        assertThat(second).isEqualTo(first);
        assertThat(artworks()).hasSize(1);
        assertThat(control.list("", 9)).singleElement().satisfies(name -> assertThat(name)
                .matches("claims/" + KEY + "/[0-9a-f]{64}\\.json"));
    }

    @Test
    void equalParametersMayBeSpelledDifferently() {
        APIGatewayProxyRequestEvent spelled = request("order-4711");
        spelled.setBody(" " + spelled.getBody().replaceFirst("\\{", "{\"maskExpand\":0.0,\"webhook\":null,"));

        assertThat(id(accepted(at(NOW), spelled))).isEqualTo(id(accepted(at(NOW), request("order-4711"))));
    }

    @Test
    void anAdditionsDefaultThatIsSentEqualsOneThatIsNot() {
        JsonNode first = accepted(at(NOW), request("order-4711"));
        JsonNode same = accepted(
                at(NOW),
                with("\"boxesCombineMasks\":false,\"boxes\":[],\"maskFillHoles\":false,"
                        + "\"maskLargestOnly\":false,\"maskInvert\":false,\"cutoutFormat\":\"none\""));

        assertThat(same).isEqualTo(first);
        for (String other : List.of(
                "\"boxesCombineMasks\":true",
                "\"maskFillHoles\":true",
                "\"maskLargestOnly\":true",
                "\"maskInvert\":true",
                "\"cutoutFormat\":\"png\"",
                "\"pointsBox\":[0,0,1,1]",
                "\"boxes\":[[0,0,1,1]]")) {
            assertThat(handle(at(NOW), with(other)).getStatusCode()).as(other).isEqualTo(422);
        }
    }

    @Test
    void otherParametersUnderTheSameKeyAreRefused() {
        accepted(at(NOW), request("order-4711"));
        APIGatewayProxyRequestEvent other = request("order-4711");
        other.setBody(other.getBody().replaceFirst("\\{", "{\"maskExpand\":1,"));

        APIGatewayProxyResponseEvent response = handle(at(NOW), other);

        assertThat(response.getStatusCode()).isEqualTo(422);
        assertThat(response.getBody()).contains("\"Unprocessable Content\"", "Idempotency-Key must not");
        assertThat(artworks()).hasSize(1);
    }

    @Test
    void anotherCallersKeyIsAnotherKey() {
        APIGatewayProxyRequestEvent theirs = request("order-4711");
        theirs.getRequestContext()
                .setAuthorizer(Map.of("keyId", "k", "organization", "o", "scope", "generator", "domains", "*"));

        assertThat(id(accepted(at(NOW), request("order-4711")))).isNotEqualTo(id(accepted(at(NOW), theirs)));
        assertThat(id(accepted(at(NOW), request("order-4711")))).isNotEqualTo(id(accepted(at(NOW), request("b"))));
    }

    @Test
    void aRefusedRequestLeavesTheKeyFree() {
        APIGatewayProxyRequestEvent wrong = request("order-4711");
        wrong.setBody("{}");

        assertThat(handle(at(NOW), wrong).getStatusCode()).isEqualTo(400);
        assertThat(handle(at(NOW), request("order-4711")).getStatusCode()).isEqualTo(202);
    }

    @Test
    void aKeyIsKeptForADay() {
        String first = id(accepted(at(NOW), request("order-4711")));
        Instant end = NOW.plus(Duration.ofHours(24));

        assertThat(id(accepted(at(end.minusMillis(1)), request("order-4711")))).isEqualTo(first);
        JsonNode second = accepted(at(end), request("order-4711"));
        assertThat(id(second)).isNotEqualTo(first);
        assertThat(second.get("createdAt").textValue()).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(id(accepted(at(end.plusSeconds(1)), request("order-4711")))).isEqualTo(id(second));
    }

    @Test
    void theArtworkIsAnsweredAsItIsNowAndItsJobIsSentAgainOnlyWhileItWaits() {
        ArtworkStore store = new ArtworkStore(data, clock(NOW));
        ArtworkId id = ArtworkId.parse(id(accepted(at(NOW), request("order-4711"))));
        accepted(at(NOW), request("order-4711"));
        assertThat(jobs.sent()).containsExactly(new Job(id, KEY), new Job(id, KEY));

        store.advance(KEY, id, new State.Processing("a".repeat(32), null));
        assertThat(status(accepted(at(NOW), request("order-4711")))).isEqualTo("processing");
        store.advance(KEY, id, new State.Canceled());
        assertThat(status(accepted(at(NOW), request("order-4711")))).isEqualTo("canceled");
        assertThat(jobs.sent()).hasSize(2);
    }

    @Test
    void anArtworkPastItsDeadlineIsAnsweredFailed() {
        accepted(at(NOW), request("order-4711"));

        assertThat(status(accepted(at(NOW.plus(Duration.ofHours(6))), request("order-4711"))))
                .isEqualTo("failed");
        assertThat(jobs.sent()).hasSize(1);
    }
}
