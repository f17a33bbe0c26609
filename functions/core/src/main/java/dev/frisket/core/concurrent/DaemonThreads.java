package dev.frisket.core.concurrent;

import java.util.concurrent.ThreadFactory;

/** Makes threads that never keep a process alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Makes threads of this name. */
    public static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
