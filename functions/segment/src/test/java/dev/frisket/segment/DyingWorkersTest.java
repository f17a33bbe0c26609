package dev.frisket.segment;

import static dev.frisket.core.TestBackend.NOW;
import static dev.frisket.segment.WorkerFixture.PICTURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import dev.frisket.core.aws.BrokenService;
import dev.frisket.core.bucket.Bucket;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a worker dies, the next one ends the artwork. */
class DyingWorkersTest {
    private final WorkerFixture work = new WorkerFixture();

    /** Every step of the pipeline reads or writes a bucket or a queue, or lies between two steps that do. */
    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "DONE_YET_REFUSED"})
    void aJobThatBreaksOffAnywhereIsCompletedByTheNextHandingOut(Fault fault) {
        int steps = calls();
        for (int fatal = 1; fatal <= steps; fatal++) {
            WorkerFixture worker = announcing();
            boolean done = doneDespite(worker, Faults.at(fatal, fault));
            if (!done) {
                assertThat(worker.done(PICTURE, 2)).as("after call %d", fatal).isTrue();
            }
            assertThat(worker.state()).as("after call %d", fatal).isInstanceOf(State.Succeeded.class);
            assertThat(worker.masks()).as("after call %d", fatal).isEqualTo(worker.named());
            assertThat(worker.factsKeys()).as("after call %d", fatal).isEqualTo(worker.namedFacts());
            assertThat(worker.webhooks.sent()).as("after call %d", fatal).isNotEmpty();
        }
        assertThat(steps).isGreaterThan(10);
    }

    @Test
    void aJobWhoseWorkerRanOutOfMemoryIsCompletedByTheNextHandingOut() {
        assertThatThrownBy(() -> work.done(
                        url -> {
                            throw new OutOfMemoryError("injected fault");
                        },
                        1))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(work.state()).isInstanceOf(State.Processing.class);

        assertThat(work.done(PICTURE, 2)).isTrue();
        assertThat(work.state()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void anOrphanedJobIsTakenOverAtOnceAndWhatItsWorkerLeftIsRemoved() {
        Faults fatal = Faults.at(1, Fault.KILLED_AFTER, "put");
        assertThatThrownBy(() -> work.done(fatal, 1)).isInstanceOf(Faults.Killed.class);
        assertThat(work.masks()).hasSize(1);

        assertThat(work.doneByAnother()).isTrue();

        assertThat(work.masks()).as("without the dead worker's").isEqualTo(work.named());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ReceivedJob.MAX_RECEIVES})
    void aSuccessWhoseAnswerWasLostKeepsItsMasks(int count) {
        work.done(Faults.at(2, Fault.DONE_YET_REFUSED, "replace"), count);

        assertThat(work.masks()).hasSize(1).isEqualTo(work.named());
    }

    @Test
    @Timeout(20)
    void aJobIsKeptWhileTheStorageIsSilent() throws IOException {
        try (BrokenService broken = BrokenService.silent()) {
            Bucket bucket = broken.aws().bucket("data");

            assertThat(work.done(bucket, 1)).isFalse();
        }
    }

    private static boolean doneDespite(WorkerFixture worker, Faults faults) {
        try {
            return worker.done(faults, 1);
        } catch (Faults.Killed e) {
            return false;
        }
    }

    private static int calls() {
        Faults none = Faults.always(Fault.NONE);
        announcing().done(none, 1);
        return none.calls();
    }

    private static WorkerFixture announcing() {
        return new WorkerFixture(Artworks.withWebhook("key1", NOW, "https://hooks.example/done"));
    }
}
