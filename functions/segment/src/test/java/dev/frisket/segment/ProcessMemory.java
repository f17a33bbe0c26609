package dev.frisket.segment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory use of this process, as reported by Linux. */
public final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private ProcessMemory() {}

    /** Skips a test where memory use is not reported. */
    public static void assumeKnown() {
        assumeTrue(isKnown(), "resident memory is read from /proc, which this system lacks");
    }

    /** Current resident memory in MB. */
    public static long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** Whether memory use is reported. */
    public static boolean isKnown() {
        return Files.exists(STATUS);
    }

    /** Resets the peak; does nothing where it is not reported or can't be reset. */
    public static void forgetPeak() throws IOException {
        if (Files.isWritable(CLEAR)) {
            Files.writeString(CLEAR, "5");
        }
    }

    /** Peak resident memory in MB. */
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
