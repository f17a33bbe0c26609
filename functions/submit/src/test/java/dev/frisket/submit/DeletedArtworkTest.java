package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.queue.Job;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests whose artwork is deleted. */
class DeletedArtworkTest extends RepeatedRequests {
    @Test
    void theKeyOfADeletedArtworkBeginsANewOneAlsoWithOtherParameters() {
        String first = id(accepted(at(NOW), request("order-4711")));
        delete(first);

        JsonNode second = accepted(at(NOW), request("order-4711"));
        assertThat(id(second)).isNotEqualTo(first);
        assertThat(status(second)).isEqualTo("starting");
        assertThat(id(accepted(at(NOW), request("order-4711")))).isEqualTo(id(second));
        assertThat(jobs.sent()).last().isEqualTo(new Job(ArtworkId.parse(id(second)), KEY));

        delete(id(second));
        String third = id(accepted(at(NOW), with("\"maskExpand\":1")));
        assertThat(third).isNotEqualTo(id(second));
        assertThat(handle(at(NOW), request("order-4711")).getStatusCode()).isEqualTo(422);
    }

    /** Deletes the artwork between any two steps of the repeated request, and while an equal one begins anew. */
    @Test
    void aDeletionDuringARepeatedRequestNeverAnswersAnArtworkThatWasGoneBefore() {
        for (int call = 1; call <= 4; call++) {
            String key = "key-" + call;
            String first = id(accepted(at(NOW), request(key)));
            int moment = call;
            AtomicInteger calls = new AtomicInteger();
            Faults meanwhile = new Faults(method -> {
                if (calls.incrementAndGet() == moment) {
                    delete(first);
                }
                return Fault.NONE;
            });
            SubmitHandler handler = handler(
                    meanwhile.through(Bucket.class, data),
                    meanwhile.through(Bucket.class, control),
                    meanwhile.through(jobs),
                    NOW);

            String second = id(accepted(handler, request(key)));

            assertThat(second.equals(first)).as("deleted before call %d", call).isEqualTo(call == 4);
            assertThat(id(accepted(at(NOW), request(key)))).isNotEqualTo(first);
        }
    }
}
