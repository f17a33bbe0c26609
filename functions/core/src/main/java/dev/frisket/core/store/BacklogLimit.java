package dev.frisket.core.store;

import dev.frisket.core.artwork.ArtworkId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits the backlog of each organization.
 *
 * <p>Counting everything would take a write and a list for each artwork. Instead one in {@link #oneIn} artworks has a
 * marker, chosen by its random id, so that at least 500 markers represent a full backlog (a standard error of 5 %). For
 * limits below 1,000, each artwork has a marker and the limit is exact. The markers are listed only for an artwork that gets
 * one, unless the process has seen the organization above half of its limit: then for a minute they are listed for every
 * artwork. Before a process notices that, it admits {@link #oneIn} artworks on average.
 */
public final class BacklogLimit {
    private static final int ENOUGH_MARKERS = 500;
    private static final Duration WATCHED = Duration.ofMinutes(1);
    private static final int MAX_WATCHED = 1_000; // the oldest are removed

    private final Map<String, Instant> watchedUntil = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_WATCHED;
        }
    };
    private final Backlog backlog;
    private final int max;
    private final Clock clock;

    /** @param max artworks of one organization, at least 1 */
    public BacklogLimit(Backlog backlog, int max, Clock clock) {
        this.backlog = backlog;
        this.max = max;
        this.clock = clock;
    }

    /** The largest number of artworks of one organization. */
    public int max() {
        return max;
    }

    /** Whether this artwork has a marker while it is in the backlog. */
    public boolean counts(ArtworkId id) {
        return (id.uuid().getLeastSignificantBits() & Integer.MAX_VALUE) % oneIn() == 0;
    }

    /** Adds an artwork to the backlog, unless the organization has reached its limit; returns whether it was added. */
    public boolean admits(String organization, ArtworkId id) {
        boolean counts = counts(id);
        if ((counts || watches(organization)) && full(organization, id)) {
            return false;
        }
        if (counts) {
            backlog.add(organization, id);
        }
        return true;
    }

    /** Removes an artwork from the backlog, if it is counted. */
    public void release(String organization, ArtworkId id) {
        if (counts(id)) {
            backlog.remove(organization, id);
        }
    }

    private int oneIn() {
        return Math.max(1, max / ENOUGH_MARKERS);
    }

    private boolean full(String organization, ArtworkId id) {
        int limit = (max + oneIn() - 1) / oneIn();
        Instant now = clock.instant();
        int markers = backlog.others(organization, id, limit, now);
        synchronized (watchedUntil) {
            watchedUntil.remove(organization);
            if (markers * 2 >= limit) {
                watchedUntil.put(organization, now.plus(WATCHED));
            }
        }
        return markers >= limit;
    }

    private boolean watches(String organization) {
        synchronized (watchedUntil) {
            Instant until = watchedUntil.get(organization);
            return until != null && until.isAfter(clock.instant());
        }
    }
}
