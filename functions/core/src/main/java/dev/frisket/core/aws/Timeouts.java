package dev.frisket.core.aws;

import java.time.Duration;

/**
 * How long a function waits for an AWS service. A call must fail before Lambda ends the function, which could then
 * neither respond to its caller nor return its job to the queue.
 *
 * @param silence limit for the next byte
 * @param attempt limit for one attempt at a call
 * @param call limit for a call with all its attempts
 */
public record Timeouts(Duration silence, Duration attempt, Duration call) {
    /** For functions with a waiting caller: Lambda ends the authorizer after 10 s. */
    public static final Timeouts OF_A_CALLER =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(7));

    /**
     * For functions behind a queue, which transfer pictures and masks of many MB: Lambda ends the notifier after 30 s.
     */
    public static final Timeouts OF_A_QUEUE =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
}
