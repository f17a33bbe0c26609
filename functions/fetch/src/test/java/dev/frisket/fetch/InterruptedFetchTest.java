package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fetches that begin where an earlier one ended. */
class InterruptedFetchTest extends HubFetches {
    InterruptedFetchTest() throws IOException {}

    @Test
    void aDroppedConnectionIsContinuedWhereItEnded() throws IOException {
        hub.dropAfter = 130_000;

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
        // How many of the bytes sent before a drop arrive depends on both ends of the connection.
        List<Integer> starts = hub.asked.stream()
                .filter(line -> line.startsWith("/bytes"))
                .map(line -> line.replaceFirst("^[^=]*=yes ?(bytes=)?(\\d*)-?$", "0$2"))
                .map(Integer::valueOf)
                .toList();
        assertThat(starts).startsWith(0).hasSizeGreaterThanOrEqualTo(3).isSorted();
        assertThat(starts.get(1)).isPositive();
    }

    @Test
    void anInterruptedFetchIsContinuedByTheNext() throws IOException {
        Files.write(part(), Arrays.copyOf(MODEL, 100_000));

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
        assertThat(hub.asked).last().isEqualTo("/bytes?signed=yes bytes=100000-");
    }

    @Test
    void aServerWithoutRangesSendsTheWholeFile() throws IOException {
        hub.ranges = false;
        Files.write(part(), new byte[100_000]);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }

    @Test
    void aFileThatHadCompletelyComeIsTaken() throws IOException {
        Files.write(part(), MODEL);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }

    @Test
    void whatIsKeptButTooLongIsFetchedFromTheBeginning() throws IOException {
        Files.write(part(), new byte[MODEL.length + 1]);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }
}
