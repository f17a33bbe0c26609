package dev.frisket.core;

import dev.frisket.core.prefer.EndWait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when it is set or a pause passes. It may run an action in a pause. */
public class TestClock extends Clock implements EndWait.Pause {
    private final List<Duration> pauses = new ArrayList<>();
    private final Instant begin;
    private volatile Instant now;
    private Runnable meanwhile = () -> {};

    public TestClock(Instant now) {
        this.begin = now;
        this.now = now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    /** Runs {@code happening} once, at the end of the first pause after this time. */
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

    /** How far the clock has moved. */
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
