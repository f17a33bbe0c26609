package dev.frisket.core.queue;

import java.time.Duration;

/**
 * A queue of messages of one kind. Each is received at least once, possibly several times and by two functions at once.
 */
public interface MessageQueue<M extends Message> {
    /** The longest that a message can be postponed: SQS hides none for more than 12 hours in total. */
    Duration LONGEST_DELAY = Duration.ofHours(11);

    /**
     * Adds a message. A fair queue does not make one organization wait for the messages of another.
     *
     * @param organization the organization that the message belongs to
     * @throws QueueUnavailable if it is unknown whether the message was accepted
     */
    void send(M message, String organization);

    /**
     * Makes a received message visible again after {@code delay}.
     *
     * @param receipt identifies this receive of the message
     * @param delay at most {@link #LONGEST_DELAY}, rounded up to whole seconds
     * @throws QueueUnavailable if the queue can't be reached or refuses
     */
    void postpone(String receipt, Duration delay);
}
