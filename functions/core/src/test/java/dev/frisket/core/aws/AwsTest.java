package dev.frisket.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.Template;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.MessageQueue;
import dev.frisket.core.queue.QueueUnavailable;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK's default is to wait for half a minute, four times. */
@Timeout(value = 25, unit = TimeUnit.SECONDS)
class AwsTest {
    @Test
    void aServiceThatIsSilentIsOutOfReach() throws IOException {
        try (BrokenService broken = BrokenService.silent()) {
            Bucket bucket = broken.aws().bucket("data");
            MessageQueue<Job> queue = broken.aws().queue("http://127.0.0.1/000000000000/jobs");

            assertThatThrownBy(() -> bucket.get("key")).isInstanceOf(BucketUnavailable.class);
            assertThatThrownBy(() -> bucket.create("key", new byte[1], "text/plain"))
                    .isInstanceOf(BucketUnavailable.class);
            assertThatThrownBy(() -> bucket.list("", 1)).isInstanceOf(BucketUnavailable.class);
            assertThatThrownBy(() ->
                            queue.send(new Job(ArtworkId.parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), "key"), "acme"))
                    .isInstanceOf(QueueUnavailable.class);
        }
    }

    @Test
    void aServiceThatNeverEndsItsAnswerIsOutOfReach() throws IOException {
        try (BrokenService broken = BrokenService.dripping()) {
            Bucket bucket = broken.aws().bucket("data");

            assertThatThrownBy(() -> bucket.get("key")).isInstanceOf(BucketUnavailable.class);
        }
    }

    @Test
    void anObjectWhoseContentEndedEarlyIsReadAgain() throws IOException {
        byte[] object = new byte[100_000];
        new Random(1).nextBytes(object);
        try (BrokenService broken = BrokenService.truncating(object)) {
            Bucket bucket = broken.aws().bucket("data");

            assertThat(bucket.get("key").orElseThrow().bytes()).isEqualTo(object);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 403, 302})
    void aServiceThatRefusesIsOutOfReach(int status) throws IOException {
        try (BrokenService broken = BrokenService.answering(status)) {
            Bucket bucket = broken.aws().bucket("data");

            assertThatThrownBy(() -> bucket.get("key")).isInstanceOf(BucketUnavailable.class);
            assertThatThrownBy(() -> bucket.replace("key", new byte[1], "text/plain", "1"))
                    .isInstanceOf(BucketUnavailable.class);
        }
    }

    /** This happens when S3 fails after applying the write. */
    @Test
    void aWriteThatIsTriedAgainAfterAnErrorMayFindItself() throws IOException {
        try (BrokenService broken = BrokenService.answering(500, 503, 412)) {
            Bucket bucket = broken.aws().bucket("data");

            assertThat(bucket.create("key", new byte[1], "text/plain")).isEqualTo(Bucket.Write.CONFLICT);
        }
    }

    /** S3 answers 409 while another conditional write is in progress. */
    @Test
    void aWriteThatMeetsAnotherIsTriedAgain() throws IOException {
        try (BrokenService broken = BrokenService.answering(409, 409, 200)) {
            Bucket bucket = broken.aws().bucket("data");

            assertThat(bucket.create("key", new byte[1], "text/plain")).isEqualTo(Bucket.Write.DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorizer", "Organizations", "Submit", "Status"})
    void noCallOutlastsAFunctionThatACallerWaitsFor(String function) {
        assertThat(Timeouts.OF_A_CALLER.call().toSeconds())
                .isLessThan(properties(function).path("Timeout").asLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Notify", "Bury"})
    void noCallOutlastsAFunctionBehindAQueue(String function) {
        assertThat(Timeouts.OF_A_QUEUE.call().toSeconds())
                .isLessThan(properties(function).path("Timeout").asLong());
    }

    @Test
    void noCallOutlastsTheWorker() {
        assertThat(Template.read().json().at("/Parameters/WorkerTimeout/AllowedValues"))
                .allMatch(seconds -> Timeouts.OF_A_QUEUE.call().toSeconds() < seconds.asLong());
    }

    private static JsonNode properties(String function) {
        return Template.read().json().at("/Resources/" + function + "Function/Properties");
    }
}
