package dev.frisket.promise;

import dev.frisket.promise.Step.Action;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Every accepted artwork ends exactly once and its caller is notified, or is deleted without a trace, whatever happens to
 * a stack, in any order.
 */
class NothingIsLostProperties {
    private static final PrintStream ERR = System.err;
    private static final FaultyBackend backend = new FaultyBackend();
    private static final Listener listener = new Listener(backend);
    private static final StackFixture stack = new StackFixture(backend, listener);
    private static int runs;

    /** Thousands of histories would log megabytes; the seed of a failed one repeats it. */
    @BeforeContainer
    static void silence() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterContainer
    static void report() {
        System.setErr(ERR);
        System.out.println(runs + " runs; " + backend.incidents());
    }

    /** Runs the number of histories set in the pom, and more with {@code -Dsoak}. */
    @Property
    void everyAcceptedArtworkEndsOnceWhateverDies(@ForAll("steps") List<Step> steps) {
        runs++;
        History history = new History(backend, stack, listener);
        for (Step step : steps) {
            history.happen(step);
            history.check();
        }
        backend.calmDown();
        history.drain();
        history.deleteAgain();
        history.checkAccepted();
        history.lookAfterTheDeadline();
        history.drain();
        history.checkAtTheEnd();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Action> actions = Arbitraries.frequency(
                Tuple.of(4, Action.CREATE),
                Tuple.of(3, Action.CREATE_ONCE),
                Tuple.of(8, Action.WORK),
                Tuple.of(2, Action.WORK_TWICE),
                Tuple.of(1, Action.WORKERS_DIE),
                Tuple.of(1, Action.JOB_AGAIN),
                Tuple.of(2, Action.BURY),
                Tuple.of(3, Action.NOTIFY),
                Tuple.of(1, Action.NOTIFY_TWICE),
                Tuple.of(2, Action.CANCEL),
                Tuple.of(2, Action.DELETE),
                Tuple.of(2, Action.READ),
                Tuple.of(1, Action.LIST),
                Tuple.of(1, Action.POISON),
                Tuple.of(6, Action.MINUTES_PASS),
                Tuple.of(1, Action.HOURS_PASS));
        return Combinators.combine(actions, Arbitraries.integers().between(0, 9), Arbitraries.longs())
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
