package dev.frisket.core.prefer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only during pauses, and runs an action in each. */
public final class MovedClock extends Clock implements EndWait.Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private final Instant begin;
    private Instant now;
    private Runnable meanwhile = () -> {};

    public MovedClock(Instant now) {
        this.begin = now;
        this.now = now;
    }

    /** Runs {@code happening} at the end of the first pause after this time. */
    public void after(Duration time, Runnable happening) {
        meanwhile = () -> {
            if (!now.isBefore(begin.plus(time))) {
                meanwhile = () -> {};
                happening.run();
            }
        };
    }

    /** All pauses so far. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** The sum of all pauses so far. */
    public Duration passed() {
        return Duration.between(begin, now);
    }

    @Override
    public void pass(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
        meanwhile.run();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
