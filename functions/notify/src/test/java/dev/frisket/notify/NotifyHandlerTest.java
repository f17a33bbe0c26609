package dev.frisket.notify;

import static dev.frisket.outbound.WebhookReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
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
        notifier.deliver(receiver.client());

        assertThat(receiver.received()).singleElement().satisfies(request -> {
            assertThat(request.requestLine()).isEqualTo("POST /done?x=1 HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("host", "hooks.example")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("webhook-id", notifier.artwork.id().toString())
                    .containsEntry("webhook-timestamp", Long.toString(TestBackend.NOW.getEpochSecond()));
            assertThat(request.body()).isEqualTo(Json.write(ArtworkJson.answer(notifier.artwork)));
        });
        assertThat(notifier.outcomes()).containsExactly(204);
        assertThat(notifier.delivery().next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void aReceiverThatFailsAFewTimesIsCalledAgainOnSchedule(int failures) {
        receiver.answer((request, connection) ->
                answering(request.number() <= failures ? "500 Oops" : "200 OK").write(request, connection));

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).hasSize(failures + 1).endsWith(500, 200);
        assertOnSchedule(notifier.offsets());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-id")))
                .containsOnly(notifier.artwork.id().toString());
        assertThat(receiver.received().stream().map(request -> request.headers().get("webhook-timestamp")))
                .containsExactlyElementsOf(notifier.delivery().attempts().stream()
                        .map(attempt -> Long.toString(attempt.at().getEpochSecond()))
                        .toList());
        assertThat(notifier.deadWebhooks.sent()).isEmpty();
    }

    @Test
    void aReceiverThatFailsForADayIsGivenUpAndItsAnnouncementKept() {
        receiver.answer(answering("503 Service Unavailable"));

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).hasSize(Schedule.WAITS.size()).containsOnly(503);
        assertOnSchedule(notifier.offsets());
        assertThat(notifier.offsets().get(Schedule.WAITS.size() - 1)).isGreaterThan(Duration.ofHours(24));
        assertThat(notifier.deadWebhooks.sent())
                .containsExactly(new Announcement(notifier.artwork.id(), notifier.artwork.keyId()));
        assertThat(notifier.deadWebhooks.organizations()).containsExactly("acme");
        assertThat(notifier.delivery().step()).isEqualTo(new Delivery.Step.Ended());
    }

    @Test
    void goneEndsIt() {
        receiver.answer(answering("410 Gone"));

        notifier.deliver(receiver.client());

        assertThat(notifier.outcomes()).containsExactly(410);
        assertThat(notifier.deadWebhooks.sent()).isEmpty();
    }

    @Test
    void aWishToBeLeftAloneIsHonouredWithinTheQueuesLimit() {
        receiver.answer((request, connection) -> answering(
                        request.number() < 4 ? "429 Too Many Requests" : "200 OK",
                        "Retry-After: "
                                + List.of("120", "Mon, 23 Nov 2026 12:32:00 GMT", "999999999", "1")
                                        .get(request.number() - 1))
                .write(request, connection));

        notifier.deliver(receiver.client());

        assertThat(notifier.offsets())
                .containsExactly(
                        Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(32), Duration.ofMinutes(32 + 660));
    }

    @Test
    void aReceiverThatAsksForEverLongerWaitsIsGivenUpBeforeTheQueueForgets() {
        receiver.answer(answering("503 Service Unavailable", "Retry-After: 999999999"));

        notifier.deliver(receiver.client());

        assertThat(notifier.deadWebhooks.sent()).hasSize(1);
        assertThat(notifier.offsets().get(notifier.offsets().size() - 1))
                .isBetween(Duration.ofHours(24), Duration.ofDays(3));
    }

    @Test
    void aSecretThatWasReplacedADayAgoNoLongerSigns() {
        notifier.secrets.findOrCreate("acme");
        notifier.secrets.replace("acme");
        receiver.answer((request, connection) ->
                answering(request.number() < 10 ? "500 Oops" : "200 OK").write(request, connection));

        notifier.deliver(receiver.client());

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
