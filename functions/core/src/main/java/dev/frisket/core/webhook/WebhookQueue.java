package dev.frisket.core.webhook;

import dev.frisket.core.queue.QueueUnavailable;
import java.time.Duration;

/** Where announcements wait. Each is handed out at least once; the same one may come twice, also to two at once. */
public interface WebhookQueue {
    /** The longest that an announcement can be put off at once: SQS hides no message for more than 12 hours. */
    Duration LONGEST_DELAY = Duration.ofHours(11);

    /**
     * Adds an announcement.
     *
     * @throws QueueUnavailable if it can't be known that it was taken
     */
    void send(Announcement announcement);

    /**
     * Hands an announcement that is being worked on out again after {@code delay}.
     *
     * @param receipt names this handing-out
     * @param delay at most {@link #LONGEST_DELAY}; a part of a second counts as a whole one
     * @throws QueueUnavailable if the queue can't be reached or refuses
     */
    void postpone(String receipt, Duration delay);
}
