package dev.frisket.notify;

import static dev.frisket.notify.TlsReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.UnknownHostNameException;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import dev.frisket.core.webhook.DeliveryStore;
import dev.frisket.outbound.PinnedClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills the notifier at every call of its bucket and its queues in turn, before and after the call counts. */
class CrashTest {
    private static TlsReceiver receiver;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        receiver = new TlsReceiver(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeliveryThatBreaksOffAnywhereIsCompletedByTheNextHandingOut(boolean applied) {
        receiver.behave((number, out) ->
                answering(number <= 2 ? "500 Oops" : "204 No Content").answer(number, out));
        int steps = calls(applied, receiver.client());
        for (int fatal = 1; fatal <= steps; fatal++) {
            Stand stand = new Stand(TlsReceiver.URL);
            run(stand, new KilledAt(fatal, applied), receiver.client());

            assertThat(stand.delivery().step()).as("killed at call %d", fatal).isEqualTo(new Delivery.Step.Ended());
            assertThat(stand.outcomes()).as("killed at call %d", fatal).endsWith(204);
            assertThat(receiver.received()).as("killed at call %d", fatal).hasSizeBetween(3, 4);
            assertThat(stand.deadLetters.sent()).as("killed at call %d", fatal).isEmpty();
        }
        assertThat(steps).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReceiverIsGivenUpWhereverThatBreaksOff(boolean applied) {
        PinnedClient lost = receiver.client(
                name -> {
                    throw new UnknownHostNameException();
                },
                AddressPolicy.PUBLIC_ONLY);
        int steps = calls(applied, lost);
        for (int fatal = 1; fatal <= steps; fatal++) {
            Stand stand = new Stand(TlsReceiver.URL);
            run(stand, new KilledAt(fatal, applied), lost);

            assertThat(stand.delivery().step()).as("killed at call %d", fatal).isEqualTo(new Delivery.Step.Ended());
            assertThat(stand.outcomes()).as("killed at call %d", fatal).hasSize(10);
            assertThat(stand.deadLetters.sent()).as("killed at call %d", fatal).hasSizeBetween(1, 2);
        }
        assertThat(steps).isGreaterThan(50);
    }

    @Test
    void anAttemptThatItsWorkerDiedOfIsMadeAgain() {
        Stand stand = new Stand(TlsReceiver.URL);
        receiver.received().clear();
        receiver.behave(answering("204 No Content"));
        Instant died = Stand.NOW.minus(Notifier.LEASE);
        stand.clock.set(died);
        var deliveries = new DeliveryStore(stand.data);
        var begun = deliveries.begin(stand.artwork.id(), died);
        deliveries.advance(
                stand.artwork.id(), begun, begun.delivery().at(new Delivery.Step.Posting("f".repeat(32), died)));
        stand.clock.set(Stand.NOW.minusMillis(1));
        stand.webhooks.send(new Announcement(stand.artwork.id(), "key1"));

        stand.webhooks.drain(stand.handler(stand.data, stand.webhooks, stand.deadLetters, receiver.client()));

        assertThat(receiver.received()).hasSize(1);
        assertThat(stand.delivery().attempts()).singleElement().satisfies(attempt -> assertThat(attempt.at())
                .isBetween(Stand.NOW, Stand.NOW.plus(Duration.ofSeconds(1))));
    }

    private static int calls(boolean applied, PinnedClient client) {
        KilledAt never = new KilledAt(Integer.MAX_VALUE, applied);
        run(new Stand(TlsReceiver.URL), never, client);
        return never.calls();
    }

    private static void run(Stand stand, KilledAt calls, PinnedClient client) {
        receiver.received().clear();
        stand.webhooks.send(new Announcement(stand.artwork.id(), "key1"));
        stand.webhooks.drain(stand.handler(
                calls.objects(stand.data), calls.queue(stand.webhooks), calls.queue(stand.deadLetters), client));
    }
}
