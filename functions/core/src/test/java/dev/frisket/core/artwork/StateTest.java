package dev.frisket.core.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.State.Canceled;
import dev.frisket.core.artwork.State.Failed;
import dev.frisket.core.artwork.State.Processing;
import dev.frisket.core.artwork.State.Starting;
import dev.frisket.core.artwork.State.Succeeded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final State STARTING = new Starting();
    private static final State MINE = new Processing("a", null);
    private static final State OTHERS = new Processing("b", null);
    private static final State MY_SUCCESS =
            new Succeeded("a", List.of(new Result(0, "f".repeat(32), MaskFormat.PNG)), Duration.ofSeconds(1));
    private static final State MY_FAILURE = new Failed("a", "No.", Duration.ofSeconds(1));
    private static final State FAILURE_WITHOUT_WORKER = new Failed(null, "Too late.", Duration.ZERO);
    private static final State CANCELED = new Canceled();

    @Test
    void aStartingArtworkIsTakenCanceledOrFailedWithoutAWorker() {
        assertThat(List.of(MINE, CANCELED, FAILURE_WITHOUT_WORKER)).allMatch(STARTING::allows);
        assertThat(List.of(STARTING, MY_SUCCESS, MY_FAILURE)).noneMatch(STARTING::allows);
    }

    @Test
    void onlyTheAttemptThatHoldsAnArtworkEndsIt() {
        assertThat(List.of(MY_SUCCESS, MY_FAILURE, FAILURE_WITHOUT_WORKER, CANCELED))
                .allMatch(MINE::allows);
        assertThat(List.of(MY_SUCCESS, MY_FAILURE, STARTING)).noneMatch(OTHERS::allows);
    }

    @Test
    void aNewAttemptTakesOverAndALateOneCannotReportItsSetback() {
        assertThat(MINE.allows(OTHERS)).isTrue();
        assertThat(MINE.allows(new Processing("a", "The host did not answer."))).isTrue();
        assertThat(OTHERS.allows(new Processing("a", "The host did not answer.")))
                .isFalse();
    }

    @Test
    void aTerminalStateIsNeverLeft() {
        List<State> all = List.of(STARTING, MINE, OTHERS, MY_SUCCESS, MY_FAILURE, FAILURE_WITHOUT_WORKER, CANCELED);

        for (State end : List.of(MY_SUCCESS, MY_FAILURE, FAILURE_WITHOUT_WORKER, CANCELED)) {
            assertThat(end.terminal()).isTrue();
            assertThat(all).noneMatch(end::allows);
        }
        assertThat(STARTING.terminal() || MINE.terminal()).isFalse();
    }

    @Test
    void aStatusReadsInSentencesAsInAnswers() {
        assertThat("the artwork has " + MY_SUCCESS.status()).isEqualTo("the artwork has succeeded");
        assertThat(State.Status.values()).allSatisfy(status -> assertThat(State.Status.of(status.value()))
                .isEqualTo(status));
    }
}
