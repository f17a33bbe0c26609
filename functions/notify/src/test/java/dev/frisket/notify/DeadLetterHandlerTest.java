package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.TestBackend;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.core.artwork.Result;
import dev.frisket.core.artwork.State;
import dev.frisket.core.queue.Job;
import dev.frisket.core.queue.ReceivedMessage;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.outbound.WebhookReceiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLetterHandlerTest {
    private static final String ATTEMPT = "a".repeat(32);

    private final TestBackend backend = new TestBackend();
    private final ArtworkStore artworks = new ArtworkStore(backend.data, backend.clock);
    private final DeadLetterHandler handler = handler(backend.ports());
    private final Artwork artwork = artworks.create(Artworks.withWebhook("key1", TestBackend.NOW, WebhookReceiver.URL));

    @Test
    void anArtworkWhoseWorkersDiedFailsAndIsAnnounced() {
        advance(new State.Processing(ATTEMPT, null));

        assertThat(bury()).isTrue();

        assertThat(state()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .startsWith("Something went wrong on our side more than once; send the request again"));
        assertThat(backend.webhooks.sent()).containsExactly(new Announcement(artwork.id(), "key1"));
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
        assertThat(backend.webhooks.sent()).hasSize(1);
    }

    @Test
    void aJobIsKeptUntilItsWebhookIsAnnounced() {
        backend.webhooks.failing(true);
        assertThat(bury()).isFalse();
        assertThat(state()).isInstanceOf(State.Failed.class);

        backend.webhooks.failing(false);
        assertThat(bury()).isTrue();
        assertThat(backend.webhooks.sent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER", "REFUSED", "DONE_YET_REFUSED"})
    void aBurialThatBreaksOffAnywhereIsCompletedByTheNextHandingOut(Fault fault) {
        Faults faults = Faults.always(Fault.NONE);
        for (int fatal = 1; fatal == 1 || faults.happened(); fatal++) {
            DeadLetterHandlerTest dead = new DeadLetterHandlerTest();
            dead.advance(new State.Processing(ATTEMPT, null));
            dead.backend.data.put("masks/" + dead.artwork.id() + "/" + ATTEMPT + "/0-f.png", new byte[1], "image/png");
            faults = Faults.at(fatal, fault);

            if (!dead.buriedDespite(faults)) {
                assertThat(dead.bury()).as("after call %d", fatal).isTrue();
            }
            assertThat(dead.state()).as("after call %d", fatal).isInstanceOf(State.Failed.class);
            assertThat(dead.backend.data.list("masks/", 9))
                    .as("after call %d", fatal)
                    .isEmpty();
            assertThat(dead.backend.webhooks.sent()).as("after call %d", fatal).isNotEmpty();
        }
        assertThat(faults.calls()).isGreaterThan(5);
    }

    @Test
    void aJobWhoseArtworkIsGoneIsForgottenAndWhatIsNoJobIsKept() {
        assertThat(job("key2").doneBy(handler)).isTrue();
        assertThat(handled("bury-job")).isTrue();
        assertThat(handled("segment-not-a-job")).isFalse();
        assertThat(handled("segment-unknown-version")).isFalse();
    }

    private boolean buriedDespite(Faults faults) {
        try {
            return job("key1").doneBy(handler(backend.ports(faults)));
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(Faults.Killed.class);
            return false;
        }
    }

    private boolean bury() {
        return job("key1").doneBy(handler);
    }

    private ReceivedMessage job(String keyId) {
        return new ReceivedMessage("m", new Job(artwork.id(), keyId).write(), 1);
    }

    private boolean handled(String event) {
        return handler.handleRequest(Events.read(event, SQSEvent.class), new TestContext())
                .getBatchItemFailures()
                .isEmpty();
    }

    private static DeadLetterHandler handler(TestBackend.Ports ports) {
        return new DeadLetterHandler(ports.data(), ports.webhooks(), ports.clock());
    }

    private void advance(State next) {
        assertThat(artworks.advance("key1", artwork.id(), next)).contains(artwork.in(next));
    }

    private State state() {
        return artworks.find("key1", artwork.id()).orElseThrow().state();
    }
}
