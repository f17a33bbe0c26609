package dev.frisket.notify;

import dev.frisket.core.webhook.Delivery;
import java.time.Duration;

/**
 * The outcome of calling a webhook.
 *
 * @param outcome the HTTP status, or why there is none
 * @param retryAfter the wait that the receiver asks for, not negative; zero if it asks for none
 */
public record WebhookResponse(Delivery.Outcome outcome, Duration retryAfter) {
    private static final int GONE = 410;

    /** No answer, for this reason. */
    public static WebhookResponse none(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), Duration.ZERO);
    }

    /** Whether no further attempt is needed: the receiver acknowledged the message, or wants no more. */
    boolean last() {
        return outcome instanceof Delivery.Answered answered
                && (answered.statusCode() / 100 == 2 || answered.statusCode() == GONE);
    }
}
