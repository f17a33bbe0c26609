package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.artwork.State;
import dev.frisket.core.json.Json;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.Backlog;
import dev.frisket.core.store.BacklogLimit;
import dev.frisket.promise.Step.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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

    private final World world;
    private final Stack stack;
    private final Listener listener;
    private final Promises promises;
    private final Orders orders;
    private final Set<String> unanswered = new HashSet<>();
    private final int disturbancesBefore;
    private int poison;

    /** Starts a new history, in a world that is reset. */
    History(World world, Stack stack, Listener listener) {
        this.world = world;
        this.stack = stack;
        this.listener = listener;
        this.promises = new Promises(world.data);
        this.orders = new Orders(stack, promises);
        this.disturbancesBefore = disturbances();
        world.beginAnew(this::happenMeanwhile);
        stack.orphaned().clear();
        listener.told().clear();
    }

    void happen(Step step) {
        long seed = step.seed();
        int which = step.which();
        switch (step.action()) {
            case CREATE -> orders.create(which, seed);
            case CREATE_ONCE -> orders.createOnce(which, seed, world.now());
            case WORK -> stack.work(which, false, seed);
            case WORK_TWICE -> stack.work(which, true, seed);
            case WORKERS_DIE -> loseWorkers(which, seed);
            case JOB_AGAIN -> anyAccepted(which).flatMap(promises::artwork).ifPresent(this::sendJobAgain);
            case BURY -> stack.bury(which, seed);
            case NOTIFY -> stack.notify(which, false, seed);
            case NOTIFY_TWICE -> stack.notify(which, true, seed);
            case CANCEL -> anyAccepted(which).ifPresent(id -> cancel(id, seed));
            case DELETE -> anyAccepted(which).ifPresent(id -> delete(id, seed));
            case READ -> anyAccepted(which).ifPresent(id -> read(id, seed));
            case LIST -> list(Orders.caller(which));
            case POISON -> poison();
            case MINUTES_PASS -> world.pass(Duration.ofMinutes(5L * (1 + which)));
            case HOURS_PASS -> world.pass(Duration.ofHours(which));
        }
    }

    private void happenMeanwhile(RandomGenerator random) {
        happen(new Step(MEANWHILE.get(random.nextInt(MEANWHILE.size())), random.nextInt(10), random.nextLong()));
    }

    /** Lets workers receive a job, each likely to die of it, until it is a dead letter. */
    private void loseWorkers(int which, long seed) {
        world.deadly(true);
        for (int worker = 0; worker < World.MOST_RECEIVES; worker++) {
            stack.work(which, false, seed + worker);
            world.pass(World.VISIBILITY);
        }
        world.deadly(false);
    }

    private void poison() {
        world.jobs.send(Stack.POISON);
        poison++;
    }

    private void sendJobAgain(Artwork artwork) {
        world.jobs.port().send(new Job(artwork.id(), artwork.keyId()), artwork.organization());
    }

    private void cancel(String id, long seed) {
        String caller = promises.caller(id);
        promises.note(caller, stack.cancel(caller, id, seed));
    }

    private void delete(String id, long seed) {
        APIGatewayProxyResponseEvent response = stack.delete(promises.caller(id), id, seed);
        if (response == null || response.getStatusCode() == 500) {
            unanswered.add(id);
        } else {
            assertThat(response.getStatusCode()).isIn(204, 404);
            assertThat(promises.deleted()).contains(id);
        }
    }

    /** Deletes what its callers wanted to delete but don't know to be deleted. */
    void deleteAgain() {
        for (String id : unanswered) {
            String caller = promises.caller(id);
            assertThat(world.runCalmly(() -> stack.delete(caller, id, 0)).getStatusCode())
                    .isIn(204, 404);
            world.pass(Duration.ofMinutes(21).plus(World.MOST_SKEW));
            assertThat(world.runCalmly(() -> stack.delete(caller, id, 0)).getStatusCode())
                    .isIn(204, 404);
            assertThat(world.runCalmly(() -> stack.delete(caller, id, 0)).getStatusCode())
                    .isEqualTo(404);
        }
    }

    private void read(String id, long seed) {
        String caller = promises.caller(id);
        APIGatewayProxyResponseEvent response = stack.read(caller, id, seed);
        promises.note(caller, response);
        if (response != null) {
            assertThat(response.getStatusCode())
                    .isIn(promises.deleted().contains(id) ? Set.of(200, 404, 500) : Set.of(200, 500));
        }
        checkSeclusion(id);
    }

    private void list(String caller) {
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

    /** Works until all queues are empty. */
    void drain() {
        for (Optional<Instant> next = nextVisible(); next.isPresent(); next = nextVisible()) {
            world.passUntil(next.get());
            while (stack.work(0, false, 0) || stack.bury(0, 0) || stack.notify(0, false, 0)) {
                poison -= world.deadJobs.discard(Stack.POISON);
            }
            promises.checkPostponed();
        }
        assertThat(poison).as("poison that nobody can look at").isZero();
    }

    private Optional<Instant> nextVisible() {
        poison -= world.deadJobs.discard(Stack.POISON);
        return Stream.of(world.jobs, world.deadJobs, world.webhooks)
                .flatMap(queue -> queue.nextVisible().stream())
                .min(Instant::compareTo);
    }

    /** Lists all artworks for each caller after the deadline, which ends those that were stored but never accepted. */
    void lookAfterTheDeadline() {
        world.pass(Artwork.TIME_TO_END.plus(World.MOST_SKEW));
        Orders.CALLERS.forEach(this::list);
    }

    /** Checks what must hold at any time. */
    void check() {
        promises.check();
        promises.checkUnfinished(world.now());
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
        promises.artworks().forEach(artwork -> world.count("ended: " + how(artwork.state())));
        promises.checkAtTheEnd(orphaned());
        promises.deleted().forEach(id -> world.count("deleted"));
        listener.check(promises, orphaned());
        promises.accepted().forEach(this::checkSeclusion);
        checkThatMarkersEnd();
        orders.checkOpen();
    }

    /** A process that dies or is overtaken may leave a marker, which no longer counts after its time. */
    private void checkThatMarkersEnd() {
        if (disturbances() == disturbancesBefore) {
            assertThat(world.data.list("postponed/", Integer.MAX_VALUE)).isEmpty();
            assertThat(world.data.list("unfinished/", Integer.MAX_VALUE)).isEmpty();
            world.count("undisturbed");
        }
        world.pass(Duration.ofDays(5));
        for (Backlog backlog : List.of(Backlog.postponed(world.data), Backlog.unfinished(world.data))) {
            for (String caller : Orders.CALLERS) {
                ArtworkId next = ArtworkId.create(world.now(), new Random(1));
                assertThat(new BacklogLimit(backlog, 1, world).admits(Stack.organization(caller), next))
                        .isTrue();
            }
        }
    }

    /** How often a call failed or a process died or was overtaken, in all histories so far. */
    private int disturbances() {
        return world.incidents().entrySet().stream()
                .filter(incident -> incident.getKey().matches("port call: (?!NONE).*|out of memory|held up .*"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private void checkSeclusion(String id) {
        String other = Orders.CALLERS.get(1 - Orders.CALLERS.indexOf(promises.caller(id)));
        assertThat(world.runCalmly(() -> stack.read(other, id, 0)))
                .satisfies(response -> assertThat(response.getStatusCode()).isEqualTo(404));
    }

    private static String how(State end) {
        return end instanceof State.Failed failed
                ? "failed, " + failed.error()
                : end.status().value();
    }

    private Set<String> orphaned() {
        return stack.orphaned().stream()
                .filter(body -> !body.equals(Stack.POISON))
                .map(body -> Job.read(body).artworkId().toString())
                .collect(Collectors.toSet());
    }

    private Optional<String> anyAccepted(int which) {
        List<String> ids = promises.accepted();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(which % ids.size()));
    }
}
