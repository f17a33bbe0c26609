package dev.frisket.promise;

import dev.frisket.core.TestClock;
import java.time.Duration;
import java.time.Instant;

/** A clock that each process reads with a skew of its own. */
final class SkewedClock extends TestClock {
    private Duration skew = Duration.ZERO;

    SkewedClock(Instant now) {
        super(now);
    }

    /** Sets the skew of the process that runs from now on. */
    void skew(Duration ofProcess) {
        skew = ofProcess;
    }

    @Override
    public Instant instant() {
        return unskewed().plus(skew);
    }

    /** The true time. */
    Instant unskewed() {
        return super.instant();
    }
}
