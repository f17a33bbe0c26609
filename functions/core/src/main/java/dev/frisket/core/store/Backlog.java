package dev.frisket.core.store;

import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.ArtworkId;
import dev.frisket.core.bucket.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The artworks that each organization has in one backlog, such as the unfinished ones: an empty object, the marker, for each
 * counted artwork.
 *
 * <p>A crash may leave a marker behind. It expires by the time in its name, so it needs no repair.
 */
public final class Backlog {
    /** Longer than the queue of webhooks keeps an announcement of an artwork that ended at its deadline. */
    private static final Duration LONGEST_DELIVERY = Artwork.TIME_TO_END.plusDays(4);

    private static final byte[] EMPTY = {};

    private final Bucket data;
    private final Function<String, String> prefix;
    private final Duration longest;

    private Backlog(Bucket data, Function<String, String> prefix, Duration longest) {
        this.data = data;
        this.prefix = prefix;
        this.longest = longest;
    }

    /**
     * The artworks that have not ended.
     *
     * @param data the data bucket
     */
    public static Backlog unfinished(Bucket data) {
        return new Backlog(data, ObjectKeys::unfinished, Artwork.TIME_TO_END);
    }

    /**
     * The artworks whose webhooks are retried for longer than some minutes.
     *
     * @param data the data bucket
     */
    public static Backlog postponed(Bucket data) {
        return new Backlog(data, ObjectKeys::postponed, LONGEST_DELIVERY);
    }

    void add(String organization, ArtworkId id) {
        data.put(key(organization, id), EMPTY, "application/octet-stream");
    }

    void remove(String organization, ArtworkId id) {
        data.delete(key(organization, id));
    }

    /** Removes the marker of an artwork, if it has one, once the artwork has ended. */
    public void end(Artwork artwork) {
        if (artwork.counted() && artwork.state().terminal()) {
            remove(artwork.organization(), artwork.id());
        }
    }

    /**
     * How many other artworks have a marker that counts at {@code now}, at most {@code limit}: one request for each
     * 1,000 markers.
     */
    int others(String organization, ArtworkId id, int limit, Instant now) {
        String own = prefix.apply(organization);
        return Math.toIntExact(data.list(own, limit + 1).stream()
                .map(key -> ArtworkId.ofNewestFirst(key.substring(own.length())))
                .takeWhile(other -> other.createdAt().plus(longest).isAfter(now))
                .filter(other -> !other.equals(id))
                .limit(limit)
                .count());
    }

    private String key(String organization, ArtworkId id) {
        return prefix.apply(organization) + id.newestFirst();
    }
}
