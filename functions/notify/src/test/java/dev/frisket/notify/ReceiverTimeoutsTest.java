package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.TestClock;
import dev.frisket.core.webhook.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiverTimeoutsTest {
    private static final WebhookResponse SILENCE = WebhookResponse.silence("It hung.");
    private static final WebhookResponse ERROR = new WebhookResponse(new Delivery.Answered(500), Duration.ZERO);

    private final TestClock clock = new TestClock(TestBackend.NOW);
    private final ReceiverTimeouts timeouts = new ReceiverTimeouts(clock);

    @Test
    void aReceiverThatHungHasLittleTimeButOnceAMinuteAllOfIt() {
        assertThat(time("acme", "https://slow.example/a")).isEqualTo(ReceiverTimeouts.FULL);
        timeouts.record("acme", "https://slow.example/a", SILENCE);
        assertThat(time("acme", "https://SLOW.example?b")).isEqualTo(ReceiverTimeouts.SHORT);
        timeouts.record("acme", "https://slow.example?b", SILENCE);

        clock.set(TestBackend.NOW.plus(ReceiverTimeouts.REMEMBERED));

        assertThat(time("acme", "https://slow.example/a")).isEqualTo(ReceiverTimeouts.FULL);
        assertThat(time("acme", "https://slow.example/a")).isEqualTo(ReceiverTimeouts.SHORT);
    }

    @Test
    void anyAnswerRestoresTrust() {
        timeouts.record("acme", "https://slow.example/a", SILENCE);
        timeouts.record("acme", "https://slow.example/b", ERROR);

        assertThat(time("acme", "https://slow.example/a")).isEqualTo(ReceiverTimeouts.FULL);
    }

    @Test
    void anotherHostAndAnotherOrganizationLoseNothing() {
        timeouts.record("acme", "https://slow.example/a", SILENCE);

        assertThat(time("acme", "https://other.example/a")).isEqualTo(ReceiverTimeouts.FULL);
        assertThat(time("acme", "https://slow.example:8443/a")).isEqualTo(ReceiverTimeouts.FULL);
        assertThat(time("other", "https://slow.example/a")).isEqualTo(ReceiverTimeouts.FULL);
    }

    @Test
    void anEndlessNumberOfHostsIsNotRemembered() {
        timeouts.record("acme", "https://first.example/", SILENCE);
        for (int i = 0; i < 1_000; i++) {
            timeouts.record("acme", "https://" + i + ".example/", SILENCE);
        }

        assertThat(time("acme", "https://first.example/")).isEqualTo(ReceiverTimeouts.FULL);
        assertThat(time("acme", "https://999.example/")).isEqualTo(ReceiverTimeouts.SHORT);
    }

    private Duration time(String organization, String webhook) {
        return timeouts.timeout(organization, webhook);
    }
}
