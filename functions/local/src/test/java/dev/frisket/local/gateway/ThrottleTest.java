package dev.frisket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.frisket.core.api.ApiException.TooManyRequests;
import dev.frisket.local.gateway.Route.Admission;
import dev.frisket.local.gateway.Throttle.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private Instant now = Instant.parse("2026-11-23T23:59:50Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Throttle throttle = new Throttle(new Limits(2, 3, 10), clock);

    @Test
    void aBurstIsFollowedByTheRate() {
        count(3, "a", Admission.KEY);
        assertThat(refused("a", Admission.KEY)).hasMessage("too many requests, try again later");

        after(Duration.ofMillis(499));
        assertThat(refused("a", Admission.KEY).headers()).containsEntry("Retry-After", "1");
        after(Duration.ofMillis(1));
        count(1, "a", Admission.KEY);
        refused("a", Admission.KEY);
        after(Duration.ofSeconds(1));
        count(2, "a", Admission.KEY);
        refused("a", Admission.KEY);
    }

    @Test
    void creatingIsCountedApart() {
        count(3, "a", Admission.KEY);
        refused("a", Admission.KEY);
        count(3, "a", Admission.KEY_TO_CREATE);
        refused("a", Admission.KEY_TO_CREATE);
    }

    @Test
    void oneKeyDoesNotSlowAnother() {
        count(3, "a", Admission.KEY);
        refused("a", Admission.KEY);
        count(3, "b", Admission.KEY);
    }

    @Test
    void theQuotaOfADayCountsEverythingAndBeginsAnewAtMidnight() {
        for (int second = 0; second < 3; second++) {
            count(2, "a", Admission.KEY);
            count(1, "a", Admission.KEY_TO_CREATE);
            after(Duration.ofSeconds(1));
        }
        count(1, "a", Admission.KEY);
        assertThat(refused("a", Admission.KEY_TO_CREATE))
                .hasMessage("the quota of the API key is used up, try again later")
                .satisfies(refusal -> assertThat(refusal.headers()).containsEntry("Retry-After", "7"));

        after(Duration.ofSeconds(6));
        refused("a", Admission.KEY);
        after(Duration.ofSeconds(1));
        count(3, "a", Admission.KEY);
    }

    @Test
    void aLimitOfNothingIsNone() {
        assertThatThrownBy(() -> new Limits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Limits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private void count(int times, String key, Admission admission) {
        for (int i = 0; i < times; i++) {
            assertThatCode(() -> throttle.count(key, admission)).doesNotThrowAnyException();
        }
    }

    private TooManyRequests refused(String key, Admission admission) {
        return catchThrowableOfType(TooManyRequests.class, () -> throttle.count(key, admission));
    }
}
