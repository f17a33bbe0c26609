package dev.frisket.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.BacklogLimit;
import dev.frisket.promise.Step.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulated run of a stack, from its first request until nothing is left to do. */
final class History {
    /** Actions that may happen during another one. */
    private static final List<Action> MEANWHILE = List.of(
            Action.CREATE_ONCE,
            Action.WORK,
            Action.WORK_TWICE,
            Action.JOB_AGAIN,
            Action.BURY,
            Action.NOTIFY,
            Action.NOTIFY_TWICE,
            Action.CANCEL,
            Action.DELETE,
            Action.READ,
            Action.MINUTES_PASS,
            Action.HOURS_PASS);

    private final FaultyBackend backend;
    private final StackFixture stack;
    private final Listener listener;
    private final Promises promises;
    private final Orders orders;
    private final Deletions deletions;
    private final Lookups lookups;
    private final int disturbancesBefore;
    private int poison;

    /** Starts a new history, on a backend that is reset. */
    History(FaultyBackend backend, StackFixture stack, Listener listener) {
        this.backend = backend;
        this.stack = stack;
        this.listener = listener;
        this.promises = new Promises(backend.data);
        this.orders = new Orders(stack, promises);
        this.deletions = new Deletions(backend, stack, promises);
        this.lookups = new Lookups(backend, stack, promises);
        this.disturbancesBefore = disturbances();
        backend.beginAnew(this::happenMeanwhile);
        stack.orphaned().clear();
        listener.announced().clear();
    }

    void happen(Step step) {
        long seed = step.seed();
        int which = step.which();
        switch (step.action()) {
            case CREATE -> orders.create(which, seed);
            case CREATE_ONCE -> orders.createOnce(which, seed, backend.now());
            case WORK -> stack.work(which, false, seed);
            case WORK_TWICE -> stack.work(which, true, seed);
            case WORKERS_DIE -> loseWorkers(which, seed);
            case JOB_AGAIN -> anyAccepted(which).flatMap(promises::artwork).ifPresent(this::sendJobAgain);
            case BURY -> stack.bury(which, seed);
            case NOTIFY -> stack.notify(which, false, seed);
            case NOTIFY_TWICE -> stack.notify(which, true, seed);
            case CANCEL -> anyAccepted(which).ifPresent(id -> cancel(id, seed));
            case DELETE -> anyAccepted(which).ifPresent(id -> deletions.delete(id, seed));
            case READ -> anyAccepted(which).ifPresent(id -> lookups.read(id, seed));
            case LIST -> lookups.list(Orders.caller(which));
            case POISON -> poison();
            case MINUTES_PASS -> backend.clock.pass(Duration.ofMinutes(5L * (1 + which)));
            case HOURS_PASS -> backend.clock.pass(Duration.ofHours(which));
        }
    }

    private void happenMeanwhile(RandomGenerator random) {
        happen(new Step(MEANWHILE.get(random.nextInt(MEANWHILE.size())), random.nextInt(10), random.nextLong()));
    }

    /** Lets workers receive a job, each likely to die of it, until it is a dead letter. */
    private void loseWorkers(int which, long seed) {
        backend.deadly(true);
        for (int worker = 0; worker < FaultyBackend.JOB_RECEIVES; worker++) {
            stack.work(which, false, seed + worker);
            backend.clock.pass(FaultyBackend.JOB_VISIBILITY);
        }
        backend.deadly(false);
    }

    private void poison() {
        backend.jobs.add(StackFixture.POISON);
        poison++;
    }

    private void sendJobAgain(Artwork artwork) {
        backend.jobs.send(new Job(artwork.id(), artwork.keyId()), artwork.organization());
    }

    private void cancel(String id, long seed) {
        String caller = promises.caller(id);
        promises.note(caller, stack.cancel(caller, id, seed));
    }

    /** Deletes what its callers wanted to delete but don't know to be deleted. */
    void deleteAgain() {
        deletions.repeatUnanswered();
    }

    /** Works until all queues are empty. */
    void drain() {
        for (Optional<Instant> next = nextVisible(); next.isPresent(); next = nextVisible()) {
            backend.passUntil(next.get());
            while (stack.work(0, false, 0) || stack.bury(0, 0) || stack.notify(0, false, 0)) {
                poison -= backend.deadJobs.discard(StackFixture.POISON);
            }
            promises.checkPostponed();
        }
        assertThat(poison).as("poison that nobody can look at").isZero();
    }

    private Optional<Instant> nextVisible() {
        poison -= backend.deadJobs.discard(StackFixture.POISON);
        return Stream.of(backend.jobs, backend.deadJobs, backend.webhooks)
                .flatMap(queue -> queue.nextVisible().stream())
                .min(Instant::compareTo);
    }

    /** Lists all artworks for each caller after the deadline, which ends those that were stored but never accepted. */
    void lookAfterTheDeadline() {
        backend.clock.pass(Artwork.TIME_TO_END.plus(FaultyBackend.MOST_SKEW));
        Orders.CALLERS.forEach(lookups::list);
    }

    /** Checks what must hold at any time. */
    void check() {
        promises.check();
        promises.checkUnfinished(backend.now());
        promises.checkPostponed();
    }

    /** Checks what must hold when the queues are empty, even if no caller looks. */
    void checkAccepted() {
        assertThat(promises.accepted())
                .allSatisfy(id -> assertThat(promises.artwork(id)).get().matches(found -> found.state()
                        .terminal()));
    }

    void checkAtTheEnd() {
        promises.check();
        promises.artworks().forEach(artwork -> backend.count("ended: " + how(artwork.state())));
        promises.checkAtTheEnd(orphaned());
        promises.deleted().forEach(id -> backend.count("deleted"));
        listener.check(promises, orphaned());
        promises.accepted().forEach(lookups::checkSeclusion);
        checkThatMarkersEnd();
        orders.checkOpen();
    }

    /** A process that dies or is overtaken may leave a marker, which no longer counts after its time. */
    private void checkThatMarkersEnd() {
        if (disturbances() == disturbancesBefore) {
            assertThat(backend.data.list("postponed/", Integer.MAX_VALUE)).isEmpty();
            assertThat(backend.data.list("unfinished/", Integer.MAX_VALUE)).isEmpty();
            backend.count("undisturbed");
        }
        backend.clock.pass(Duration.ofDays(5));
        for (Backlog backlog : List.of(Backlog.postponed(backend.data), Backlog.unfinished(backend.data))) {
            for (String caller : Orders.CALLERS) {
                ArtworkId next = ArtworkId.create(backend.now(), new Random(1));
                assertThat(new BacklogLimit(backlog, 1, backend.clock).admits(StackFixture.organization(caller), next))
                        .isTrue();
            }
        }
    }

    /** How often a call failed or a process died or was overtaken, in all histories so far. */
    private int disturbances() {
        return backend.incidents().entrySet().stream()
                .filter(incident -> incident.getKey().matches("port call: (?!NONE).*|out of memory|held up .*"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String how(State end) {
        return end instanceof State.Failed failed
                ? "failed, " + failed.error()
                : end.status().value();
    }

    private Set<String> orphaned() {
        return stack.orphaned().stream()
                .filter(body -> !body.equals(StackFixture.POISON))
                .map(body -> Job.read(body).artworkId().toString())
                .collect(Collectors.toSet());
    }

    private Optional<String> anyAccepted(int which) {
        List<String> ids = promises.accepted();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(which % ids.size()));
    }
}
