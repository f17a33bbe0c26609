package dev.frisket.local.stack;

import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.concurrent.DaemonThreads;
import dev.frisket.core.queue.QueueUnavailable;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/** The background work of a stack: resumes what an earlier run left unfinished, then removes what has expired. */
final class Maintenance implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Maintenance.class.getName());

    private static final long MINUTES_BETWEEN_REMOVALS = 60;

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("background"));
    private final Services services;
    private final Clock clock;

    private Maintenance(Services services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /** Starts the work; the first removal follows after a minute, since the start of a stack is busy enough. */
    static Maintenance start(Services services, Clock clock) {
        Maintenance maintenance = new Maintenance(services, clock);
        maintenance.thread.execute(maintenance::recover);
        ScheduledFuture<?> unused = maintenance.thread.scheduleAtFixedRate(
                maintenance::removeExpired, 1, MINUTES_BETWEEN_REMOVALS, TimeUnit.MINUTES);
        return maintenance;
    }

    private void recover() {
        try {
            UnfinishedArtworks.enqueue(services.data(), services.jobs(), services.webhooks(), clock);
        } catch (BucketUnavailable | QueueUnavailable e) {
            LOG.log(Level.ERROR, "artworks of an earlier run could not be resumed; restart to try again", e);
        }
    }

    private void removeExpired() {
        try {
            services.removeExpired(clock.instant());
        } catch (SdkException e) {
            LOG.log(Level.WARNING, "expired objects could not be removed; the next attempt is in an hour", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
