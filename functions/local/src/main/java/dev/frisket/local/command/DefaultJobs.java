package dev.frisket.local.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many artworks {@code serve} has in work at the same time, unless an option says it. */
final class DefaultJobs {
    static final int MAX = 64;

    private static final int PROCESSORS_OF_ONE = 2;

    /** The memory of a worker on AWS, which has one job. */
    private static final long BYTES_OF_ONE = 3008L << 20;

    private DefaultJobs() {}

    /** Of this machine, or of the container that this process is in. */
    static int ofThisMachine() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return of(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize());
    }

    /** @param memory bytes */
    static int of(int processors, long memory) {
        long jobs = Math.min(processors / PROCESSORS_OF_ONE, memory / BYTES_OF_ONE);
        return (int) Math.max(1, Math.min(MAX, jobs));
    }
}
