package dev.frisket.segment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds in memory, as Linux tells. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ProcessMemory() {}

    /** Skips a test where nothing tells. */
    public static void assumeKnown() {
        assumeTrue(Files.exists(STATUS), "resident memory is read from /proc, which this system lacks");
    }

    /** MB that are resident now. */
    public static long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** MB, the most that ever were resident. */
    public static long peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private static long megabytes(String name) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
