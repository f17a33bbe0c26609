package dev.frisket.core.prefer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.Reply;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.bucket.BucketUnavailable;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets callers wait until an artwork has ended: {@code Prefer: wait=n}.
 *
 * <p>A wait is a series of look-ups, with pauses that grow from {@value #FIRST_PAUSE_MILLIS} ms to
 * {@value #LONGEST_PAUSE_MILLIS} ms. Between them, only the caller's connection is kept.
 */
public final class EndWait {
    /** Longest wait that fits API Gateway's limit of 29 s. */
    public static final Duration MAX = Duration.ofSeconds(25);

    private static final int FIRST_PAUSE_MILLIS = 100;
    private static final int LONGEST_PAUSE_MILLIS = 1000;

    /** Time of the function that a wait leaves unused: for a last look-up, and for the work before the wait. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(EndWait.class.getName());

    private final Duration longest;
    private final Clock clock;
    private final Pause pause;

    /** Lets a duration pass. */
    @FunctionalInterface
    public interface Pause {
        /** The real one. */
        Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

        void pass(Duration duration) throws InterruptedException;
    }

    /** @param longest of all waits, whole seconds, at most {@link #MAX}; zero ignores the preference */
    public EndWait(Duration longest, Clock clock, Pause pause) {
        if (longest.isNegative() || longest.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("a longest wait of " + longest);
        }
        this.longest = longest;
        this.clock = clock;
        this.pause = pause;
    }

    /** Ignores the preference. */
    public static EndWait none(Clock clock) {
        return new EndWait(Duration.ZERO, clock, Pause.SLEEP);
    }

    /** The granted part of the wait that a request prefers, which begins now; empty if it prefers none. */
    public Optional<Granted> grant(APIGatewayProxyRequestEvent event, Context context) {
        if (longest.isZero()) {
            return Optional.empty();
        }
        return WaitPreference.of(event)
                .map(preferred -> Math.min(preferred.seconds(), longest.toSeconds()))
                .map(seconds -> new Granted(seconds, clock.instant().plusSeconds(seconds), context));
    }

    /** A wait that has begun. */
    public final class Granted {
        private final long seconds;
        private final Instant end;
        private final Context context;

        private Granted(long seconds, Instant end, Context context) {
            this.seconds = seconds;
            this.end = end;
            this.context = context;
        }

        /**
         * Waits until an artwork has ended, or the time is over.
         *
         * @param first the artwork as it is now
         * @param look reads it again; empty if it is gone
         * @return the artwork as it was last read; empty if it is gone
         */
        public Optional<Artwork> await(Artwork first, Function<Artwork, Optional<Artwork>> look) {
            Artwork now = first;
            long next = FIRST_PAUSE_MILLIS;
            while (!now.state().terminal()) {
                long left = millisLeft();
                if (left <= 0 || !passed(Math.min(left, next))) {
                    return Optional.of(now);
                }
                next = Math.min(LONGEST_PAUSE_MILLIS, next * 3 / 2);
                try {
                    Optional<Artwork> read = look.apply(now);
                    if (read.isEmpty()) {
                        return read;
                    }
                    now = read.get();
                } catch (BucketUnavailable e) {
                    LOG.log(Level.WARNING, "an awaited artwork could not be read", e); // the next look-up may succeed
                }
            }
            return Optional.of(now);
        }

        /** The reply with the header that names the granted wait. */
        public Reply applied(Reply reply) {
            return reply.with("Preference-Applied", "wait=" + seconds);
        }

        private long millisLeft() {
            return Math.min(
                    Duration.between(clock.instant(), end).toMillis(),
                    context.getRemainingTimeInMillis() - RESERVE.toMillis());
        }

        private boolean passed(long millis) {
            try {
                pause.pass(Duration.ofMillis(millis));
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
