package dev.frisket.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    @Test
    void secondsAndDatesAreRead() {
        assertThat(of("0")).isZero();
        assertThat(of(" 120 ")).isEqualTo(Duration.ofMinutes(2));
        assertThat(of("999999999")).isEqualTo(Duration.ofSeconds(999_999_999));
        assertThat(of("Mon, 23 Nov 2026 12:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
        assertThat(of("Mon, 23 Nov 2026 11:59:00 GMT")).isZero();
    }

    @Test
    void whatIsNeitherAsksForNothing() {
        assertThat(RetryAfter.of(null, TestBackend.NOW)).isZero();
        for (String value :
                new String[] {"", "-5", "1.5", "1e9", "99999999999999999999", "soon", "2026-11-23T12:01:00Z"}) {
            assertThat(of(value)).as(value).isZero();
        }
    }

    @Property
    void noTextBreaksIt(@ForAll String value) {
        assertThat(of(value).isNegative()).isFalse();
    }

    private static Duration of(String value) {
        return RetryAfter.of(value, TestBackend.NOW);
    }
}
