package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Deletes artworks for their callers. */
final class Deletions {
    private final Set<String> unanswered = new HashSet<>();
    private final FaultyBackend backend;
    private final StackFixture stack;
    private final Promises promises;

    Deletions(FaultyBackend backend, StackFixture stack, Promises promises) {
        this.backend = backend;
        this.stack = stack;
        this.promises = promises;
    }

    void delete(String id, long seed) {
        APIGatewayProxyResponseEvent response = stack.delete(promises.caller(id), id, seed);
        if (response == null || response.getStatusCode() == 500) {
            unanswered.add(id);
        } else {
            assertThat(response.getStatusCode()).isIn(204, 404);
            assertThat(promises.deleted()).contains(id);
        }
    }

    /** Deletes what its callers wanted to delete but don't know to be deleted. */
    void repeatUnanswered() {
        for (String id : unanswered) {
            assertThat(deleteCalmly(id)).isIn(204, 404);
            backend.clock.pass(Duration.ofMinutes(21).plus(FaultyBackend.MOST_SKEW));
            assertThat(deleteCalmly(id)).isIn(204, 404);
            assertThat(deleteCalmly(id)).isEqualTo(404);
        }
    }

    private int deleteCalmly(String id) {
        return backend.runCalmly(() -> stack.delete(promises.caller(id), id, 0)).getStatusCode();
    }
}
