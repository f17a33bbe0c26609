package dev.frisket.notify;

import dev.frisket.core.webhook.Delivery;
import java.time.Duration;

/**
 * What came of calling a webhook.
 *
 * @param outcome the status, or why there is none
 * @param retryAfter how long the receiver asks to be left alone, not negative; zero if it doesn't
 */
public record WebhookResponse(Delivery.Outcome outcome, Duration retryAfter) {
    private static final int GONE = 410;

    /** That there is none, for this reason. */
    public static WebhookResponse none(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), Duration.ZERO);
    }

    /** Whether there is nothing left to tell the receiver: it has understood, or wants no more. */
    boolean last() {
        return outcome instanceof Delivery.Answered answered
                && (answered.statusCode() / 100 == 2 || answered.statusCode() == GONE);
    }
}
