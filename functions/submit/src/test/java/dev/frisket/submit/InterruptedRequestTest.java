package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that were interrupted, or sent at once, and are completed by an equal one. */
class InterruptedRequestTest extends RepeatedRequests {
    @Test
    void aJobThatCannotBeSentIsSentByTheNextCall() {
        MessageQueue<Job> down = Faults.always(Fault.REFUSED, "send").through(jobs);

        assertThat(handle(handler(data, control, down, NOW), request("order-4711"))
                        .getStatusCode())
                .isEqualTo(500);
        JsonNode artwork = accepted(at(NOW), request("order-4711"));

        assertThat(status(artwork)).isEqualTo("starting");
        assertThat(jobs.sent()).containsExactly(new Job(ArtworkId.parse(id(artwork)), KEY));
    }

    /** The calls of one request: look for the claim, make it, record the artwork, send the job. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCrashBetweenAnyTwoStepsIsCompletedByTheRetry(int call) {
        for (Fault kill : List.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER)) {
            Faults crash = Faults.at(call, kill);
            String key = "key-" + artworks().size();
            int artworksBefore = artworks().size();
            SubmitHandler dying = handler(
                    crash.through(Bucket.class, data), crash.through(Bucket.class, control), crash.through(jobs), NOW);

            assertThatThrownBy(() -> handle(dying, request(key))).isInstanceOf(Faults.Killed.class);
            JsonNode artwork = accepted(at(NOW.plusSeconds(1)), request(key));

            assertThat(status(artwork)).isEqualTo("starting");
            assertThat(artworks()).hasSize(artworksBefore + 1);
            assertThat(jobs.sent()).contains(new Job(ArtworkId.parse(id(artwork)), KEY));
            assertThat(id(accepted(at(NOW.plusSeconds(2)), request(key)))).isEqualTo(id(artwork));
        }
    }

    @Test
    void lostAnswersOfBothBucketsChangeNothing() {
        SubmitHandler unlucky = handler(Faults.losingAnswers(data), Faults.losingAnswers(control), jobs, NOW);

        String id = id(accepted(unlucky, request("order-4711")));

        assertThat(id(accepted(at(NOW), request("order-4711")))).isEqualTo(id);
        assertThat(artworks()).hasSize(1);
    }

    @Test
    void fiftyPostsAtOnceAreOneArtwork() throws Exception {
        SubmitHandler handler = at(NOW);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(50);
        List<String> ids = new ArrayList<>();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> {
                    APIGatewayProxyRequestEvent request = request("order-4711");
                    start.await();
                    return id(accepted(handler, request));
                }));
            }
            start.countDown();
            for (Future<String> answer : answers) {
                ids.add(answer.get());
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(ids).hasSize(50).containsOnly(ids.get(0));
        assertThat(artworks()).hasSize(1);
    }
}
