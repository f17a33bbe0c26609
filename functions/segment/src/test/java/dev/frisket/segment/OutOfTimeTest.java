package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.State;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** A worker without enough time left gives its job back. */
class OutOfTimeTest {
    private static final int ENOUGH_TO_PROMPT = (int) Pipeline.TO_PROMPT.toMillis();
    private static final int ENOUGH_FOR_A_MASK = (int) Pipeline.TO_FINISH_A_MASK.toMillis();

    private final WorkerFixture work = new WorkerFixture();

    @Test
    void beforePromptingTheJobIsGivenBackAtOnceAndTheNextWorkerEndsIt() {
        assertThat(done(1, () -> ENOUGH_TO_PROMPT - 1)).isFalse();

        assertGivenBack();
        assertThat(done(2, () -> ENOUGH_TO_PROMPT)).isTrue();
        assertThat(work.state()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void beforeAMaskTheJobIsGivenBackWithoutTheMasksThatWereStored() {
        assertThat(done(1, () -> masks() == 0 ? ENOUGH_TO_PROMPT : ENOUGH_FOR_A_MASK - 1))
                .as("with time for one mask, all that this artwork has")
                .isTrue();

        Artwork three = work.artworks.create(Artworks.candidates("key1", TestBackend.NOW));
        int before = masks();
        assertThat(work.done(three.id(), 1, () -> masks() == before ? ENOUGH_TO_PROMPT : ENOUGH_FOR_A_MASK - 1))
                .isFalse();
        assertThat(masks()).isEqualTo(before);
        assertThat(work.jobs.postponed()).containsExactly(Duration.ZERO);
    }

    @Test
    void aJobThatNoWorkerHasTheTimeForIsLeftToDieWithItsReasonStored() {
        assertThat(done(ReceivedJob.MAX_RECEIVES, () -> 0)).isFalse();

        assertGivenBack();
    }

    private void assertGivenBack() {
        assertThat(work.state())
                .isInstanceOfSatisfying(State.Processing.class, processing -> assertThat(processing.setback())
                        .contains("takes longer than it may; send the request again"));
        assertThat(work.jobs.postponed()).containsExactly(Duration.ZERO);
    }

    private boolean done(int count, IntSupplier millisLeft) {
        return work.done(work.artwork.id(), count, millisLeft);
    }

    private int masks() {
        return work.masks().size();
    }
}
