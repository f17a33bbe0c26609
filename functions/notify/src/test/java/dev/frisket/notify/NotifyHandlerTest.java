package dev.frisket.notify;

import static dev.frisket.notify.TlsReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.json.Json;
import dev.frisket.core.store.ArtworkJson;
import dev.frisket.core.webhook.Announcement;
import dev.frisket.core.webhook.Delivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifyHandlerTest extends ReceiverFixture {
    @Test
    void theReceiverGetsTheArtworkAsALookUpWouldAnswerIt() {
        stand.deliver(receiver.client());

        assertThat(receiver.received()).singleElement().satisfies(request -> {
            assertThat(request.requestLine()).isEqualTo("POST /done?x=1 HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("host", "hooks.example")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("webhook-id", stand.artwork.id().toString())
                    .containsEntry("webhook-timestamp", Long.toString(Stand.NOW.getEpochSecond()));
            assertThat(request.body()).isEqualTo(Json.write(ArtworkJson.answer(stand.artwork)));
        });
        assertThat(stand.outcomes()).containsExactly(204);
        assertThat(stand.delivery().next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void aReceiverThatFailsAFewTimesIsCalledAgainOnSchedule(int failures) {
        receiver.behave((number, out) ->
                answering(number <= failures ? "500 Oops" : "200 OK").answer(number, out));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).hasSize(failures + 1).endsWith(500, 200);
        assertOnSchedule(stand.offsets());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-id")))
                .containsOnly(stand.artwork.id().toString());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-timestamp")))
                .containsExactlyElementsOf(stand.delivery().attempts().stream()
                        .map(attempt -> Long.toString(attempt.at().getEpochSecond()))
                        .toList());
        assertThat(stand.deadLetters.sent()).isEmpty();
    }

    @Test
    void aReceiverThatFailsForADayIsGivenUpAndItsAnnouncementKept() {
        receiver.behave(answering("503 Service Unavailable"));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).hasSize(Schedule.WAITS.size()).containsOnly(503);
        assertOnSchedule(stand.offsets());
        assertThat(stand.offsets().get(Schedule.WAITS.size() - 1)).isGreaterThan(Duration.ofHours(24));
        assertThat(stand.deadLetters.sent())
                .containsExactly(new Announcement(stand.artwork.id(), stand.artwork.keyId()));
        assertThat(stand.deadLetters.organizations()).containsExactly("acme");
        assertThat(stand.delivery().step()).isEqualTo(new Delivery.Step.Ended());
    }

    @Test
    void goneEndsIt() {
        receiver.behave(answering("410 Gone"));

        stand.deliver(receiver.client());

        assertThat(stand.outcomes()).containsExactly(410);
        assertThat(stand.deadLetters.sent()).isEmpty();
    }

    @Test
    void aWishToBeLeftAloneIsHonouredWithinTheQueuesLimit() {
        receiver.behave((number, out) -> answering(
                        number < 4 ? "429 Too Many Requests" : "200 OK",
                        "Retry-After: "
                                + List.of("120", "Mon, 23 Nov 2026 12:32:00 GMT", "999999999", "1")
                                        .get(number - 1))
                .answer(number, out));

        stand.deliver(receiver.client());

        assertThat(stand.offsets())
                .containsExactly(
                        Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(32), Duration.ofMinutes(32 + 660));
    }

    @Test
    void aReceiverThatAsksForEverLongerWaitsIsGivenUpBeforeTheQueueForgets() {
        receiver.behave(answering("503 Service Unavailable", "Retry-After: 999999999"));

        stand.deliver(receiver.client());

        assertThat(stand.deadLetters.sent()).hasSize(1);
        assertThat(stand.offsets().get(stand.offsets().size() - 1)).isBetween(Duration.ofHours(24), Duration.ofDays(3));
    }

    @Test
    void aSecretThatWasReplacedADayAgoNoLongerSigns() {
        stand.secrets.findOrCreate("acme");
        stand.secrets.replace("acme");
        receiver.behave(
                (number, out) -> answering(number < 10 ? "500 Oops" : "200 OK").answer(number, out));

        stand.deliver(receiver.client());

        List<Integer> signatures = receiver.received().stream()
                .map(request ->
                        request.headers().getOrDefault("webhook-signature", "").split(" ").length)
                .toList();
        assertThat(signatures).containsExactly(2, 2, 2, 2, 2, 2, 2, 2, 2, 1);
    }

    static void assertOnSchedule(List<Duration> offsets) {
        for (int i = 1; i < offsets.size(); i++) {
            Duration wait = offsets.get(i).minus(offsets.get(i - 1));
            Duration planned = Schedule.WAITS.get(i);
            assertThat(wait).as("wait before attempt %d", i + 1).isGreaterThanOrEqualTo(planned);
            assertThat(wait)
                    .as("wait before attempt %d", i + 1)
                    .isLessThan(planned.plusMillis((long) (planned.toMillis() * Schedule.JITTER) + 1000));
        }
    }
}
