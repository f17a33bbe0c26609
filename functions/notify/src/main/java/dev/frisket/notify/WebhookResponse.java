package dev.frisket.notify;

import dev.frisket.core.webhook.Delivery;
import java.time.Duration;

/**
 * The outcome of calling a webhook.
 *
 * @param outcome the status, or why there is none
 * @param retryAfter minimum wait before the next attempt, not negative: requested by the receiver, or because it hung
 * @param silent whether it timed out
 */
public record WebhookResponse(Delivery.Outcome outcome, Duration retryAfter, boolean silent) {
    private static final int GONE = 410;

    /** A response with any status. */
    public WebhookResponse(Delivery.Answered outcome, Duration retryAfter) {
        this(outcome, retryAfter, false);
    }

    /** No response in time, for this reason; the next attempt waits a while. */
    static WebhookResponse silence(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), ReceiverTimeouts.REMEMBERED, true);
    }

    /** No response, for this reason. */
    public static WebhookResponse none(String reason) {
        return new WebhookResponse(new Delivery.Unanswered(reason), Duration.ZERO, false);
    }

    /** Whether no further attempt is needed: the receiver acknowledged the message, or wants no more. */
    boolean isFinal() {
        return outcome instanceof Delivery.Answered answered
                && (answered.statusCode() / 100 == 2 || answered.statusCode() == GONE);
    }
}
