package dev.frisket.core.queue;

import java.time.Duration;

/**
 * Where messages of one kind wait. Each is handed out at least once; the same one may come twice, also to two functions at
 * once.
 */
public interface MessageQueue<M extends Message> {
    /** The longest that a message can be postponed: SQS hides none for more than 12 hours in all. */
    Duration LONGEST_DELAY = Duration.ofHours(11);

    /**
     * Adds a message. A queue that is fair to organizations lets none wait for the messages of another.
     *
     * @param organization whom the work on the message is for
     * @throws QueueUnavailable if it can't be known that it was taken
     */
    void send(M message, String organization);

    /**
     * Hands a message that is being worked on out again after {@code delay}.
     *
     * @param receipt names this handing-out of the message
     * @param delay at most {@link #LONGEST_DELAY}; a part of a second counts as a whole one
     * @throws QueueUnavailable if the queue can't be reached or refuses
     */
    void postpone(String receipt, Duration delay);
}
