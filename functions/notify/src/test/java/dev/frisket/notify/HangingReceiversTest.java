package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.FairQueue;
import dev.frisket.core.FairQueue.Order;
import dev.frisket.core.FairQueue.Sent;
import dev.frisket.core.TestBackend;
import dev.frisket.core.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long a webhook waits for its first attempt on AWS while 60 of another organization call a receiver that hangs. */
class HangingReceiversTest {
    private static final int HANGING = 60;
    private static final String SILENT = "https://silent.example/";

    /** The template's default. */
    private static final int CALLS = 4;

    private final TestClock clock = new TestClock(TestBackend.NOW);
    private final List<ReceiverTimeouts> processes =
            IntStream.range(0, CALLS).mapToObj(i -> new ReceiverTimeouts(clock)).toList();

    @Test
    void itWaitsForOneCallAndNotForAllThatHang() {
        Duration atOnce = Duration.ofSeconds(1);
        Duration later = Duration.ofSeconds(15);

        Duration withoutBoth = wait(Order.OLDEST_FIRST, later, false);
        Duration withoutShortTimeouts = wait(Order.FAIR, later, false);
        Duration withBoth = wait(Order.FAIR, later, true);

        assertThat(withoutBoth).isGreaterThan(Duration.ofMinutes(2));
        assertThat(withoutShortTimeouts).isLessThanOrEqualTo(ReceiverTimeouts.FULL);
        assertThat(withBoth).isLessThanOrEqualTo(ReceiverTimeouts.SHORT);
        assertThat(wait(Order.FAIR, atOnce, true))
                .as("before any process knows that the receiver hangs")
                .isLessThanOrEqualTo(ReceiverTimeouts.FULL);
        System.out.printf(
                "Beside %d webhooks that hang, with %d calls at once: first attempt after %s, fair %s, and with less time %s%n",
                HANGING, CALLS, withoutBoth, withoutShortTimeouts, withBoth);
    }

    /** How long the webhook of another organization waits that is sent at {@code when}. */
    private Duration wait(Order order, Duration when, boolean timeouts) {
        List<Sent> announcements = new ArrayList<>();
        for (int i = 0; i < HANGING; i++) {
            announcements.add(new Sent("acme", Duration.ofMillis(i)));
        }
        announcements.add(new Sent("other", when.plusMillis(100)));
        return new FairQueue(order)
                .waitOf(
                        sent -> sent.group().equals("other"),
                        CALLS,
                        announcements,
                        (process, sent, now) -> timeouts ? hang(processes.get(process), now) : ReceiverTimeouts.FULL);
    }

    private Duration hang(ReceiverTimeouts timeouts, Duration now) {
        clock.set(TestBackend.NOW.plus(now));
        Duration time = timeouts.timeout("acme", SILENT);
        timeouts.record("acme", SILENT, WebhookResponse.silence("It hung."));
        return time;
    }
}
