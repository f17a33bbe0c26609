package dev.frisket.core.aws;

import java.time.Duration;

/**
 * How long a function waits for a service. A call must fail before the function is cut off, which could then neither
 * answer its caller nor give its job back.
 *
 * @param silence until the next byte
 * @param attempt at a call
 * @param call with all its attempts
 */
public record Timeouts(Duration silence, Duration attempt, Duration call) {
    /** Of functions that somebody waits for: the authorizer is cut off after 10 s. */
    public static final Timeouts OF_A_CALLER =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(7));

    /** Of functions behind a queue, which move pictures and masks of many MB: the notifier is cut off after 30 s. */
    public static final Timeouts OF_A_QUEUE =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
}
