package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.SimulatedQueue.Received;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterHandlerTest {
    private static final Clock CLOCK = Clock.fixed(Stand.NOW, ZoneOffset.UTC);
    private static final String ATTEMPT = "a".repeat(32);

    private final InMemoryBucket data = new InMemoryBucket();
    private final InMemoryQueue<Announcement> webhooks = new InMemoryQueue<>();
    private final ArtworkStore artworks = new ArtworkStore(data, CLOCK);
    private final DeadLetterHandler handler = new DeadLetterHandler(data, webhooks, CLOCK);
    private final Artwork artwork = artworks.create(Artworks.withWebhook("key1", Stand.NOW, TlsReceiver.URL));

    @Test
    void anArtworkWhoseWorkersDiedFailsAndIsAnnounced() {
        advance(new State.Processing(ATTEMPT, null));

        assertThat(bury()).isTrue();

        assertThat(state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .startsWith("Something went wrong on our side more than once; send the request again"));
        assertThat(webhooks.sent()).containsExactly(new Announcement(artwork.id(), "key1"));
    }

    @Test
    void aStoredSetbackIsTheReason() {
        advance(new State.Processing(ATTEMPT, null));
        advance(new State.Processing(ATTEMPT, "The host did not answer; try again later."));

        assertThat(bury()).isTrue();

        assertThat(state())
                .isEqualTo(new State.Failed(null, "The host did not answer; try again later.", Duration.ZERO));
    }

    @Test
    void anArtworkThatHasEndedStaysSoAndIsAnnounced() {
        State success = new State.Succeeded(
                ATTEMPT, List.of(new Result(0, "f".repeat(32), MaskFormat.PNG)), Duration.ofSeconds(1));
        advance(new State.Processing(ATTEMPT, null));
        advance(success);

        assertThat(bury()).isTrue();

        assertThat(state()).isEqualTo(success);
        assertThat(webhooks.sent()).hasSize(1);
    }

    @Test
    void aJobIsKeptUntilItsWebhookIsAnnounced() {
        webhooks.failing(true);
        assertThat(bury()).isFalse();
        assertThat(state()).isInstanceOf(State.Failed.class);

        webhooks.failing(false);
        assertThat(bury()).isTrue();
        assertThat(webhooks.sent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "DONE_YET_REFUSED"})
    void aBurialThatBreaksOffAnywhereIsCompletedByTheNextHandingOut(Fault fault) {
        Faults faults = Faults.always(Fault.NONE);
        for (int fatal = 1; fatal == 1 || faults.happened(); fatal++) {
            DeadLetterHandlerTest dead = new DeadLetterHandlerTest();
            dead.advance(new State.Processing(ATTEMPT, null));
            dead.data.put("masks/" + dead.artwork.id() + "/" + ATTEMPT + "/0-f.png", new byte[1], "image/png");
            faults = Faults.at(fatal, fault);

            if (!dead.buriedDespite(faults)) {
                assertThat(dead.bury()).as("after call %d", fatal).isTrue();
            }
            assertThat(dead.state()).as("after call %d", fatal).isInstanceOf(State.Failed.class);
            assertThat(dead.data.list("masks/", 9)).as("after call %d", fatal).isEmpty();
            assertThat(dead.webhooks.sent()).as("after call %d", fatal).isNotEmpty();
        }
        assertThat(faults.calls()).isGreaterThan(5);
    }

    @Test
    void aJobWhoseArtworkIsGoneIsForgottenAndWhatIsNoJobIsKept() {
        assertThat(handled(message(new Job(artwork.id(), "key2").write()))).isTrue();
        assertThat(handled(Events.read("bury-job", SQSEvent.class))).isTrue();
        assertThat(handled(Events.read("segment-not-a-job", SQSEvent.class))).isFalse();
        assertThat(handled(Events.read("segment-unknown-version", SQSEvent.class)))
                .isFalse();
    }

    private boolean buriedDespite(Faults faults) {
        DeadLetterHandler dying =
                new DeadLetterHandler(faults.through(Bucket.class, data), faults.through(webhooks), CLOCK);
        SQSEvent event = message(new Job(artwork.id(), "key1").write());
        try {
            return dying.handleRequest(event, new TestContext())
                    .getBatchItemFailures()
                    .isEmpty();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(Faults.Killed.class);
            return false;
        }
    }

    private boolean bury() {
        return handled(message(new Job(artwork.id(), "key1").write()));
    }

    private static SQSEvent message(String body) {
        return Received.event(new Received("m", "m/1", body, 1));
    }

    private boolean handled(SQSEvent event) {
        return handler.handleRequest(event, new TestContext())
                .getBatchItemFailures()
                .isEmpty();
    }

    private void advance(State next) {
        assertThat(artworks.advance("key1", artwork.id(), next)).contains(artwork.in(next));
    }

    private State state() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }
}
