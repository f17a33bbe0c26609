package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates artworks for callers, and checks that requests with one idempotency key create one artwork. */
final class Orders {
    static final List<String> CALLERS = List.of("key1", "key2");

    /** Less than the time for which a key is kept, by more than the skew of clocks. */
    private static final Duration ONCE = Duration.ofHours(23);

    private final Map<String, String> idempotent = new HashMap<>();
    private final StackFixture stack;
    private final Promises promises;

    Orders(StackFixture stack, Promises promises) {
        this.stack = stack;
        this.promises = promises;
    }

    void create(int which, long seed) {
        String caller = caller(which);
        promises.note(caller, stack.create(caller, body(which), null, seed));
    }

    /** Creates an artwork with one of a few idempotency keys. */
    void createOnce(int which, long seed, Instant now) {
        String caller = caller(which);
        String key = "order-" + which / 4;
        APIGatewayProxyResponseEvent response = stack.create(caller, body(which / 4), key, seed);
        promises.note(caller, response);
        if (response != null && response.getStatusCode() == 202) {
            String id = Json.read(response.getBody().getBytes(UTF_8)).get("id").textValue();
            if (promises.deleted().contains(id)) {
                return; // since it was submitted
            }
            String before = idempotent.put(caller + "/" + key, id);
            if (before != null
                    && !promises.deleted().contains(before)
                    && ArtworkId.parse(before).createdAt().plus(ONCE).isAfter(now)) {
                assertThat(id).as("the work of one idempotency key").isEqualTo(before);
            }
        }
    }

    /** Checks that whatever was counted has ended by now: each caller may create an artwork again. */
    void checkOpen() {
        for (String caller : CALLERS) {
            assertThat(stack.create(caller, body(0), null, 0))
                    .satisfies(response -> assertThat(response.getStatusCode()).isEqualTo(202));
        }
    }

    static String caller(int which) {
        return CALLERS.get(which % CALLERS.size());
    }

    /** Every third picture is broken, some are the same; every second artwork has a webhook, the receiver of some is always down. */
    private static String body(int which) {
        return "{\"imageUrl\":\"https://pictures.example/" + (which % 3 == 2 ? "broken" : "cat" + which) + ".png\","
                + "\"method\":\"points\",\"pointsPositive\":{\"points\":[[0.5,0.5]]},\"pointsBestMask\":"
                + (which % 2 == 0)
                + (which % 4 < 2 ? ",\"webhook\":\"https://" + (which < 4 ? "hooks" : "down") + ".example/done\"" : "")
                + "}";
    }
}
