package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.TestClock;
import dev.frisket.core.webhook.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final WebhookResponse SILENCE = WebhookResponse.silence("It hung.");
    private static final WebhookResponse ERROR = new WebhookResponse(new Delivery.Answered(500), Duration.ZERO);

    private final TestClock clock = new TestClock(TestBackend.NOW);
    private final Patience patience = new Patience(clock);

    @Test
    void aReceiverThatHungHasLittleTimeButOnceAMinuteAllOfIt() {
        assertThat(time("acme", "https://slow.example/a")).isEqualTo(Patience.USUAL);
        patience.after("acme", "https://slow.example/a", SILENCE);
        assertThat(time("acme", "https://SLOW.example?b")).isEqualTo(Patience.AFTER_SILENCE);
        patience.after("acme", "https://slow.example?b", SILENCE);

        clock.set(TestBackend.NOW.plus(Patience.REMEMBERED));

        assertThat(time("acme", "https://slow.example/a")).isEqualTo(Patience.USUAL);
        assertThat(time("acme", "https://slow.example/a")).isEqualTo(Patience.AFTER_SILENCE);
    }

    @Test
    void anyAnswerRestoresTrust() {
        patience.after("acme", "https://slow.example/a", SILENCE);
        patience.after("acme", "https://slow.example/b", ERROR);

        assertThat(time("acme", "https://slow.example/a")).isEqualTo(Patience.USUAL);
    }

    @Test
    void anotherHostAndAnotherOrganizationLoseNothing() {
        patience.after("acme", "https://slow.example/a", SILENCE);

        assertThat(time("acme", "https://other.example/a")).isEqualTo(Patience.USUAL);
        assertThat(time("acme", "https://slow.example:8443/a")).isEqualTo(Patience.USUAL);
        assertThat(time("other", "https://slow.example/a")).isEqualTo(Patience.USUAL);
    }

    @Test
    void anEndlessNumberOfHostsIsNotRemembered() {
        patience.after("acme", "https://first.example/", SILENCE);
        for (int i = 0; i < 1_000; i++) {
            patience.after("acme", "https://" + i + ".example/", SILENCE);
        }

        assertThat(time("acme", "https://first.example/")).isEqualTo(Patience.USUAL);
        assertThat(time("acme", "https://999.example/")).isEqualTo(Patience.AFTER_SILENCE);
    }

    private Duration time(String organization, String webhook) {
        return patience.before(organization, webhook);
    }
}
