package dev.frisket.segment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds in memory, as Linux tells. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private ProcessMemory() {}

    /** Skips a test where nothing tells. */
    public static void assumeKnown() {
        assumeTrue(isKnown(), "resident memory is read from /proc, which this system lacks");
    }

    /** MB that are resident now. */
    public static long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** Whether anything tells. */
    public static boolean isKnown() {
        return Files.exists(STATUS);
    }

    /** From now on, the peak is what it becomes; where nothing tells, and where it can't be forgotten, nothing happens. */
    public static void forgetPeak() throws IOException {
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, "5");
        }
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
