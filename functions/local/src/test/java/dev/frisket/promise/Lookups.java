package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.json.Json;
import java.util.Set;

/** Reads and lists artworks for their callers, and checks that nobody else can read them. */
final class Lookups {
    private final FaultyBackend backend;
    private final StackFixture stack;
    private final Promises promises;

    Lookups(FaultyBackend backend, StackFixture stack, Promises promises) {
        this.backend = backend;
        this.stack = stack;
        this.promises = promises;
    }

    void read(String id, long seed) {
        String caller = promises.caller(id);
        APIGatewayProxyResponseEvent response = stack.read(caller, id, seed);
        promises.note(caller, response);
        if (response != null) {
            assertThat(response.getStatusCode())
                    .isIn(promises.deleted().contains(id) ? Set.of(200, 404, 500) : Set.of(200, 500));
        }
        checkSeclusion(id);
    }

    void list(String caller) {
        JsonNode listed = Json.read(stack.list(caller).getBody().getBytes(UTF_8));
        assertThat(listed)
                .hasSameSizeAs(promises.artworks().stream()
                        .filter(artwork -> artwork.keyId().equals(caller))
                        .toList());
        for (JsonNode artwork : listed) {
            assertThat(promises.artwork(artwork.get("id").textValue()))
                    .get()
                    .satisfies(found -> assertThat(found.keyId()).isEqualTo(caller));
        }
    }

    /** Checks that another caller cannot read this artwork. */
    void checkSeclusion(String id) {
        String other = Orders.CALLERS.get(1 - Orders.CALLERS.indexOf(promises.caller(id)));
        assertThat(backend.runCalmly(() -> stack.read(other, id, 0)))
                .satisfies(response -> assertThat(response.getStatusCode()).isEqualTo(404));
    }
}
