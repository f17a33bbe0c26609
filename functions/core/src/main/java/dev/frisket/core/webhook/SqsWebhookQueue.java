package dev.frisket.core.webhook;

import dev.frisket.core.queue.SqsQueue;
import java.time.Duration;

/** Announcements in a queue of SQS. */
public final class SqsWebhookQueue implements WebhookQueue {
    private final SqsQueue queue;

    public SqsWebhookQueue(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(Announcement announcement) {
        queue.send(announcement.write(), "the announcement of " + announcement.artworkId());
    }

    @Override
    public void postpone(String receipt, Duration delay) {
        queue.postpone(receipt, delay);
    }
}
