package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultJobsTest {
    /** Processors, gigabytes (of 2^30 bytes), and jobs. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, 1",
        "2, 16, 1",
        "3, 16, 1",
        "4, 16, 2",
        "8, 16, 4",
        "8, 64, 4",
        "8, 8, 2",
        "8, 4, 1",
        "4, 5, 1",
        "4, 1, 1",
        "1, 0, 1",
        "256, 1024, 64",
    })
    void oneForEveryTwoProcessorsAsMemoryAllows(int processors, long gigabytes, int jobs) {
        assertThat(DefaultJobs.of(processors, gigabytes << 30)).isEqualTo(jobs);
    }

    @Test
    void thisMachineHasRoomForAtLeastOne() {
        assertThat(DefaultJobs.ofThisMachine())
                .isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }
}
