package dev.frisket.promise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.jobs.Job;
import dev.frisket.core.json.Json;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.promise.Step.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever happens to a stack in whatever order: every accepted artwork ends, once, and its caller is told. */
class NothingIsLostProperties {
    private static final List<String> CALLERS = List.of("key1", "key2");
    private static final List<Action> MEANWHILE = List.of(
            Action.CREATE_ONCE,
            Action.WORK,
            Action.WORK_TWICE,
            Action.JOB_AGAIN,
            Action.BURY,
            Action.NOTIFY,
            Action.NOTIFY_TWICE,
            Action.CANCEL,
            Action.READ,
            Action.MINUTES_PASS,
            Action.HOURS_PASS);
    private static final Set<String> told = ConcurrentHashMap.newKeySet();
    private static final World world = new World();
    private static final Receiver receiver = startReceiver();
    private static final Stack stack = new Stack(world, receiver.client());
    private static int runs;

    private final Map<String, String> idempotent = new HashMap<>();
    private Promises promises = new Promises(world.data);
    private int poison;

    @AfterContainer
    static void stop() {
        receiver.close();
        System.out.println(runs + " runs; " + world.incidents());
    }

    @Property(tries = 1000)
    void everyAcceptedArtworkEndsOnceWhateverDies(@ForAll("steps") List<Step> steps) {
        begin();
        for (Step step : steps) {
            happen(step);
            promises.check();
        }
        world.calmDown();
        drain();
        checkAccepted();
        callersLookAfterTheDeadline();
        drain();
        promises.check();
        promises.checkAtTheEnd(orphaned());
        checkWebhooks();
        checkSeclusion();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Action> actions = Arbitraries.frequency(
                Tuple.of(4, Action.CREATE),
                Tuple.of(3, Action.CREATE_ONCE),
                Tuple.of(8, Action.WORK),
                Tuple.of(2, Action.WORK_TWICE),
                Tuple.of(1, Action.JOB_AGAIN),
                Tuple.of(2, Action.BURY),
                Tuple.of(3, Action.NOTIFY),
                Tuple.of(1, Action.NOTIFY_TWICE),
                Tuple.of(2, Action.CANCEL),
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

    private void begin() {
        runs++;
        told.clear();
        idempotent.clear();
        poison = 0;
        world.beginAnew();
        stack.orphaned().clear();
        promises = new Promises(world.data);
        world.meanwhile(random -> happen(
                new Step(MEANWHILE.get(random.nextInt(MEANWHILE.size())), random.nextInt(10), random.nextLong())));
    }

    private void happen(Step step) {
        long seed = step.seed();
        int which = step.which();
        switch (step.action()) {
            case CREATE -> promises.note(caller(which), stack.create(caller(which), body(which), null, seed));
            case CREATE_ONCE -> createOnce(which, seed);
            case WORK -> stack.work(which, false, seed);
            case WORK_TWICE -> stack.work(which, true, seed);
            case JOB_AGAIN -> sendJobAgain(which);
            case BURY -> stack.bury(which, seed);
            case NOTIFY -> stack.notify(which, false, seed);
            case NOTIFY_TWICE -> stack.notify(which, true, seed);
            case CANCEL ->
                anyAccepted(which)
                        .ifPresent(
                                id -> promises.note(promises.caller(id), stack.cancel(promises.caller(id), id, seed)));
            case READ -> anyAccepted(which).ifPresent(id -> read(id, seed));
            case LIST -> list(caller(which));
            case POISON -> {
                world.jobs.send(Stack.POISON);
                poison++;
            }
            case MINUTES_PASS -> world.pass(Duration.ofMinutes(5L * (1 + which)));
            case HOURS_PASS -> world.pass(Duration.ofHours(which));
        }
    }

    private void createOnce(int which, long seed) {
        String name = caller(which) + "/" + which / 4;
        APIGatewayProxyResponseEvent response =
                stack.create(caller(which), body(which / 4), "order-" + which / 4, seed);
        promises.note(caller(which), response);
        if (response != null && response.getStatusCode() == 202) {
            String id = json(response).get("id").textValue();
            String before = idempotent.putIfAbsent(name, id);
            boolean inADay =
                    before != null && created(before).plus(Duration.ofHours(23)).isAfter(world.now());
            if (inADay) {
                assertThat(id).as("the work of one idempotency key").isEqualTo(before);
            } else {
                idempotent.put(name, id);
            }
        }
    }

    private void read(String id, long seed) {
        APIGatewayProxyResponseEvent response = stack.read(promises.caller(id), id, seed);
        promises.note(promises.caller(id), response);
        if (response != null) {
            assertThat(response.getStatusCode()).isIn(200, 500);
        }
        checkSeclusion(id);
    }

    private void list(String caller) {
        for (JsonNode artwork : json(stack.list(caller))) {
            assertThat(stored(artwork.get("id").textValue())).get().satisfies(found -> assertThat(found.keyId())
                    .isEqualTo(caller));
        }
    }

    private void sendJobAgain(int which) {
        anyAccepted(which)
                .flatMap(this::stored)
                .ifPresent(artwork -> world.jobs.jobs().send(new Job(artwork.id(), artwork.keyId())));
    }

    private void drain() {
        while (true) {
            poison -= world.deadJobs.discard(Stack.POISON);
            if (stack.work(0, false, 0) || stack.bury(0, 0) || stack.notify(0, false, 0)) {
                continue;
            }
            Optional<Instant> next = Stream.of(world.jobs, world.deadJobs, world.webhooks)
                    .flatMap(queue -> queue.nextVisible().stream())
                    .min(Instant::compareTo);
            if (next.isEmpty()) {
                break;
            }
            world.passUntil(next.get());
        }
        poison -= world.deadJobs.discard(Stack.POISON);
        assertThat(poison).as("poison that nobody can look at").isZero();
    }

    private void checkAccepted() {
        Set<String> accepted = new HashSet<>(promises.accepted());
        assertThat(promises.artworks())
                .filteredOn(artwork -> accepted.contains(artwork.id().toString()))
                .allMatch(artwork -> artwork.state().terminal());
    }

    private void callersLookAfterTheDeadline() {
        world.pass(Artwork.TIME_TO_END.plus(World.MOST_SKEW));
        CALLERS.forEach(this::list);
    }

    private void checkWebhooks() {
        Set<String> asked = promises.artworks().stream()
                .filter(artwork -> artwork.parameters().webhook() != null)
                .map(artwork -> artwork.id().toString())
                .collect(Collectors.toSet());
        Set<String> accepted = new HashSet<>(promises.accepted());
        accepted.retainAll(asked);
        Set<String> givenUp = world.deadWebhooks.bodies().stream()
                .map(body -> Announcement.read(body).artworkId().toString())
                .collect(Collectors.toSet());
        accepted.removeAll(givenUp);
        assertThat(told).as("events").containsAll(accepted);
        assertThat(asked).containsAll(told);
        assertThat(world.data.list("deliveries/", 99)).hasSameSizeAs(told);
    }

    private void checkSeclusion() {
        promises.accepted().forEach(this::checkSeclusion);
    }

    private void checkSeclusion(String id) {
        String other = promises.caller(id).equals("key1") ? "key2" : "key1";
        assertThat(world.runCalmly(() -> stack.read(other, id, 0)))
                .satisfies(response -> assertThat(response.getStatusCode()).isEqualTo(404));
    }

    private Set<String> orphaned() {
        return stack.orphaned().stream()
                .filter(body -> !body.equals(Stack.POISON))
                .map(body -> Job.read(body).artworkId().toString())
                .collect(Collectors.toSet());
    }

    private static Receiver startReceiver() {
        try {
            return new Receiver(Files.createTempDirectory("receiver"), NothingIsLostProperties::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(String id, byte[] body) {
        JsonNode artwork = Json.read(body);
        assertThat(artwork.get("id").textValue()).isEqualTo(id);
        assertThat(artwork.get("status").textValue()).isIn("succeeded", "failed", "canceled");
        told.add(id);
        return 204;
    }

    private Optional<String> anyAccepted(int which) {
        List<String> ids = promises.accepted();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(which % ids.size()));
    }

    private Optional<Artwork> stored(String id) {
        return promises.artworks().stream()
                .filter(artwork -> artwork.id().toString().equals(id))
                .findAny();
    }

    private Instant created(String id) {
        return stored(id).map(artwork -> artwork.id().createdAt()).orElseThrow();
    }

    private static String caller(int which) {
        return CALLERS.get(which % CALLERS.size());
    }

    /** Every third picture is none; every second artwork has a webhook. */
    private static String body(int which) {
        return "{\"imageUrl\":\"https://pictures.example/" + (which % 3 == 2 ? "broken" : "cat") + ".png\","
                + "\"method\":\"points\",\"pointsPositive\":{\"points\":[[0.5,0.5]]},\"pointsBestMask\":"
                + (which % 2 == 0)
                + (which % 4 < 2 ? ",\"webhook\":\"" + Receiver.URL + "\"" : "") + "}";
    }

    private static JsonNode json(APIGatewayProxyResponseEvent response) {
        return Json.read(response.getBody().getBytes(UTF_8));
    }
}
